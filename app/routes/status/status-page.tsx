import type { PartState } from "~/status.server.ts";
import { Badge, type Tone } from "~/ui/badge.tsx";
import { Notice } from "~/ui/notice.tsx";
import { Table } from "~/ui/table.tsx";

type ShownPart = Pick<PartState, "name" | "adapter" | "embedded" | "state" | "detail">;

const states: Record<PartState["state"], readonly [tone: Tone, word: string]> = {
  ok: ["good", "works"],
  behind: ["warn", "behind"],
  down: ["bad", "down"],
};

export function StatusPage({ parts }: { parts: readonly ShownPart[] }) {
  const troubled = parts.filter(({ state }) => state !== "ok");
  const embedded = parts.some((part) => part.embedded);
  return (
    <>
      <header className="page-head">
        <h1>Status of the parts</h1>
        <p className="lede">
          {troubled.length === 0
            ? "Everything works."
            : `${troubled.map(({ name }) => name).join(", ")}: not as it should be. Rights and money stand on the chain and are not touched by it.`}
        </p>
      </header>
      <div className="stack">
        <Table
          caption="Parts of this installation"
          fold
          columns={[
            { key: "name", label: "Part", cell: (part) => part.name },
            {
              key: "state",
              label: "State",
              cell: (part) => <Badge tone={states[part.state][0]}>{states[part.state][1]}</Badge>,
            },
            { key: "adapter", label: "Runs on", cell: (part) => part.adapter },
            { key: "kind", label: "Kind", cell: (part) => (part.embedded ? "embedded" : "real") },
            { key: "detail", label: "Detail", cell: (part) => part.detail || "–" },
          ]}
          rows={parts}
          rowKey={(part) => part.name}
        />
        {embedded ? (
          <Notice tone="warn" title="Embedded parts are for trying things out">
            <p>
              They run on this machine and protect nothing from whoever administers it. Each has a real counterpart that
              configuration alone switches on.
            </p>
          </Notice>
        ) : null}
      </div>
    </>
  );
}
