import { type ReactNode, useEffect, useRef } from "react";

export interface Column<Row> {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Numbers and money stand at the end, in tabular figures. */
  align?: "end";
}

interface TableProps<Row> {
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  /** On a phone, each row becomes a short list with the columns' names. Otherwise the table scrolls sideways. */
  fold?: boolean;
}

/** The first column names the row. */
export function Table<Row>({ caption, showCaption, columns, rows, rowKey, fold }: TableProps<Row>) {
  const wrap = useRef<HTMLElement>(null);
  useEffect(() => {
    // A region that scrolls must be reachable by keyboard; one that does not must not be a stop.
    const box = wrap.current;
    if (box && box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }, []);
  return (
    <section className="table-wrap" aria-label={caption} ref={wrap}>
      <table className="table" data-fold={fold ? "" : undefined}>
        <caption className={showCaption ? undefined : "visually-hidden"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={column.align}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.key} scope="row" data-align={column.align} data-label={column.label}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} data-align={column.align} data-label={column.label}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
