import type { AssetView } from "~/features/assets/asset-view.ts";
import type { AdapterFacts, TabularFacts } from "~/features/assets/facts/public-facts.ts";
import { Facts } from "~/ui/facts.tsx";
import { formatBytes, formatCount } from "~/ui/figures.ts";
import { Table } from "~/ui/table.tsx";
import { ColumnTable } from "./column-table.tsx";

/** What the creator's own browser measured before the file was sealed. */
export function Contents({ asset }: { asset: AssetView }) {
  const { facts } = asset;
  return (
    <section aria-labelledby="contents" className="stack">
      <div className="section-head asset-section-head">
        <h2 id="contents">Inside</h2>
        <span className="small quiet">measured in the creator's browser at sealing</span>
      </div>
      {facts.kind === "tabular" ? <Tabular facts={facts} asset={asset} /> : null}
      {facts.kind === "adapter" ? <Adapter facts={facts} asset={asset} /> : null}
      {facts.kind === "opaque" ? (
        <Facts
          of={[
            ["File", asset.fileName],
            ["Type", facts.mediaType],
            ["Size", formatBytes(asset.bytes)],
            ["Note", facts.note ?? null],
          ]}
        />
      ) : null}
    </section>
  );
}

function Tabular({ facts, asset }: { facts: TabularFacts; asset: AssetView }) {
  return (
    <>
      <Figures
        of={[
          ["rows", formatCount(facts.rows)],
          ["columns", formatCount(facts.columns.length + facts.moreColumns)],
          ["size", formatBytes(asset.bytes)],
          ["format", facts.format.toUpperCase()],
        ]}
      />
      <ColumnTable columns={facts.columns} rows={facts.rows} />
      {facts.sample.length > 0 ? (
        <Table
          caption={`First ${facts.sample.length} rows`}
          showCaption
          columns={facts.columns.map((column, at) => ({
            key: `${at}`,
            label: column.name,
            cell: (row: (string | null)[]) => row[at] ?? <span className="quiet">null</span>,
            ...(column.type === "integer" || column.type === "number" ? { align: "end" as const } : {}),
          }))}
          rows={facts.sample}
          rowKey={(_, at) => `${at}`}
        />
      ) : null}
    </>
  );
}

function Adapter({ facts, asset }: { facts: AdapterFacts; asset: AssetView }) {
  return (
    <>
      <Figures
        of={[
          ["parameters", formatCount(facts.parameters)],
          ["rank", facts.rank === null ? "unknown" : formatCount(facts.rank)],
          ["tensors", formatCount(facts.tensorCount)],
          ["size", formatBytes(asset.bytes)],
        ]}
      />
      <Facts
        of={[
          ["Base model", facts.baseModel],
          ["Target modules", facts.targetModules.join(", ") || null],
          ["Alpha", facts.alpha === null ? null : String(facts.alpha)],
          ["Number types", facts.dtypes.map(({ dtype, tensors }) => `${dtype} (${formatCount(tensors)})`).join(", ")],
        ]}
      />
      <details className="more">
        <summary>
          {facts.tensors.length === facts.tensorCount ? "All" : `The first ${facts.tensors.length} of`}{" "}
          {formatCount(facts.tensorCount)} tensors
        </summary>
        <Table
          caption="Tensors"
          columns={[
            { key: "name", label: "Name", cell: (tensor) => <code>{tensor.name}</code> },
            { key: "dtype", label: "Type", cell: (tensor) => tensor.dtype },
            { key: "shape", label: "Shape", cell: (tensor) => tensor.shape.join(" × "), align: "end" },
          ]}
          rows={facts.tensors}
          rowKey={(tensor) => tensor.name}
        />
      </details>
    </>
  );
}

function Figures({ of }: { of: readonly (readonly [label: string, value: string])[] }) {
  return (
    <dl className="figures">
      {of.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
