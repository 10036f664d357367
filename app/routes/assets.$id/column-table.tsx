import type { ColumnFacts } from "~/features/assets/facts/public-facts.ts";
import { formatCount } from "~/ui/figures.ts";
import { type Column, Table } from "~/ui/table.tsx";

const shown = 12;

const figure = (value: number | null) =>
  value === null ? <span className="quiet">–</span> : formatCount(Number(value.toPrecision(6)));

const share = (part: number | null, whole: number) =>
  part === null || whole === 0 ? "–" : part === 0 ? "0 %" : `${((part / whole) * 100).toPrecision(2)} %`;

/** Each column with its type and statistics; long lists fold. */
export function ColumnTable({ columns, rows }: { columns: readonly ColumnFacts[]; rows: number }) {
  const shape: Column<ColumnFacts>[] = [
    { key: "name", label: "Column", cell: (column) => <code>{column.name}</code> },
    { key: "type", label: "Type", cell: (column) => column.type },
    { key: "nulls", label: "Missing", cell: (column) => share(column.nulls, rows), align: "end" },
    {
      key: "distinct",
      label: "Distinct",
      cell: (column) => (column.distinct === null ? "–" : `≈ ${formatCount(column.distinct)}`),
      align: "end",
    },
    { key: "min", label: "Least", cell: (column) => figure(column.min), align: "end" },
    { key: "mean", label: "Mean", cell: (column) => figure(column.mean), align: "end" },
    { key: "max", label: "Greatest", cell: (column) => figure(column.max), align: "end" },
  ];
  const table = (some: readonly ColumnFacts[], caption: string) => (
    <Table caption={caption} columns={shape} rows={some} rowKey={(column) => column.name} />
  );
  return (
    <>
      {table(columns.slice(0, shown), "Columns")}
      {columns.length > shown ? (
        <details className="more">
          <summary>{columns.length - shown} more columns</summary>
          {table(columns.slice(shown), "More columns")}
        </details>
      ) : null}
    </>
  );
}
