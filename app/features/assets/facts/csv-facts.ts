import { type CsvRows, createCsvRows } from "./csv-rows.ts";
import type { FactsOptions, FactsTaker } from "./facts-taker.ts";
import { FACTS_LIMITS } from "./public-facts.ts";
import { sniffDelimiter } from "./sniff-delimiter.ts";
import { createTableCounter } from "./table-counter.ts";

const SNIFFED_CHARACTERS = 65_536;
const CELL_CHARACTERS = 4096;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** CSV, TSV and their like, UTF-8 with or without a byte order mark. The first row names the columns unless it holds a number. */
export function createCsvFacts(options: FactsOptions): FactsTaker {
  const table = createTableCounter();
  const decoder = new TextDecoder("utf-8");
  let head = "";
  let rows: CsvRows | null = null;
  let width = 0;

  const addColumns = (names: readonly string[], cells: number): void => {
    const seen = new Map<string, number>();
    for (let place = 0; place < cells; place++) {
      const given = names[place]?.trim() || `column ${place + 1}`;
      const times = (seen.get(given) ?? 0) + 1;
      seen.set(given, times);
      table.addColumn(times === 1 ? given : `${given} (${times})`);
    }
    width = cells;
  };
  const addValues = (row: readonly string[], cells: number): void => {
    if (cells !== width) table.addMalformed();
    for (let place = 0; place < row.length; place++) table.column(place)?.addUntyped(row[place] ?? "");
    table.addRow(() => row.slice());
  };
  const onRow = (row: readonly string[], cells: number): void => {
    if (width > 0) addValues(row, cells);
    else if (row.some((cell) => cell.length <= 40 && NUMBER.test(cell))) {
      addColumns([], cells);
      addValues(row, cells);
    } else addColumns(row, cells);
  };
  const read = (text: string, atEnd: boolean): void => {
    if (rows === null) {
      head += text;
      if (head.length < SNIFFED_CHARACTERS && !atEnd) return;
      rows = createCsvRows({
        delimiter: sniffDelimiter(head.slice(0, SNIFFED_CHARACTERS)),
        cellCharacters: CELL_CHARACTERS,
        rowCells: FACTS_LIMITS.columns,
        onRow,
      });
      rows.push(head);
      head = "";
    } else rows.push(text);
  };

  return {
    push: (piece) => read(decoder.decode(piece, { stream: true }), false),
    async finish() {
      read(decoder.decode(), true);
      rows?.end();
      return table.facts("csv", options.sampleRows);
    },
  };
}
