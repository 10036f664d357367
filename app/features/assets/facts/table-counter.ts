import { clip } from "./clip.ts";
import { type ColumnCounter, createColumnCounter } from "./column-counter.ts";
import { FACTS_LIMITS, type TabularFacts } from "./public-facts.ts";

/** The statistics and the sample of a table that is read row by row. */
export interface TableCounter {
  readonly rows: number;
  /** The column at this place. Null beyond the limit. */
  column(place: number): ColumnCounter | null;
  /** Adds a column. @returns its place, or null where there are too many */
  addColumn(name: string): number | null;
  /** @param sample gives the row's cells by place, where it is among the first rows */
  addRow(sample: () => readonly (string | null)[]): void;
  addMalformed(): void;
  facts(format: TabularFacts["format"], sampleRows: boolean): TabularFacts;
}

export function createTableCounter(): TableCounter {
  const columns: ColumnCounter[] = [];
  const sample: (readonly (string | null)[])[] = [];
  let moreColumns = 0;
  let malformedRows = 0;
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    column: (place) => columns[place] ?? null,
    addColumn(name) {
      if (columns.length >= FACTS_LIMITS.columns) {
        moreColumns += 1;
        return null;
      }
      return columns.push(createColumnCounter(name)) - 1;
    },
    addRow(cells) {
      rows += 1;
      if (sample.length < FACTS_LIMITS.sampleRows) sample.push(cells().slice(0, FACTS_LIMITS.columns));
    },
    addMalformed: () => {
      malformedRows += 1;
    },
    facts(format, sampleRows) {
      const shown = (row: readonly (string | null)[]) =>
        columns.map((_, place) => {
          const cell = row[place];
          return cell === null || cell === undefined ? null : clip(cell, FACTS_LIMITS.cellCharacters);
        });
      return {
        kind: "tabular",
        format,
        rows,
        malformedRows,
        columns: columns.map((column) => column.facts(rows)),
        moreColumns,
        sample: sampleRows ? sample.map(shown) : [],
      };
    },
  };
}
