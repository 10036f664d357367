import type { PublicFacts } from "~/features/assets/facts/public-facts.ts";
import { Facts } from "~/ui/facts.tsx";
import { formatBytes, formatCount } from "~/ui/figures.ts";
import { Table } from "~/ui/table.tsx";

/** What will be public about the file, before anything is. */
export function FactsLook({ facts, whole }: { facts: PublicFacts; whole: boolean }) {
  return (
    <div className="stack-tight">
      <h3>What everybody will see of it</h3>
      {whole ? null : (
        <p className="small quiet">A first look at the beginning; the whole is measured while sealing.</p>
      )}
      {facts.kind === "tabular" ? <Tabular facts={facts} /> : null}
      {facts.kind === "adapter" ? (
        <Facts
          of={[
            ["Parameters", formatCount(facts.parameters)],
            ["Tensors", formatCount(facts.tensorCount)],
            ["Rank", facts.rank === null ? null : formatCount(facts.rank)],
            ["Target modules", facts.targetModules.join(", ") || null],
            ["Base model", facts.baseModel],
          ]}
        />
      ) : null}
      {facts.kind === "opaque" ? (
        <Facts
          of={[
            ["Type", facts.mediaType],
            ["Size", formatBytes(facts.bytes)],
            ["Note", facts.note ?? "Nothing but its name, type and size is published."],
          ]}
        />
      ) : null}
    </div>
  );
}

function Tabular({ facts }: { facts: Extract<PublicFacts, { kind: "tabular" }> }) {
  const columns = facts.columns.slice(0, 30);
  return (
    <>
      <Facts
        of={[
          ["Rows", formatCount(facts.rows)],
          ["Columns", formatCount(facts.columns.length + facts.moreColumns)],
          ["Not readable", facts.malformedRows > 0 ? `${formatCount(facts.malformedRows)} rows` : null],
        ]}
      />
      {facts.sample.length > 0 ? (
        <Table
          caption="First rows"
          columns={columns.map((column, at) => ({
            key: `${at}`,
            label: column.name,
            cell: (row: readonly (string | null)[]) => row[at] ?? "",
          }))}
          rows={facts.sample}
          rowKey={(_, at) => `${at}`}
        />
      ) : (
        <p className="small">{columns.map(({ name }) => name).join(", ")}</p>
      )}
    </>
  );
}
