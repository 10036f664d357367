import type { FactsOptions, FactsTaker } from "./facts-taker.ts";
import { FACTS_LIMITS } from "./public-facts.ts";
import { createTableCounter, type TableCounter } from "./table-counter.ts";

const LINE_CHARACTERS = 4_194_304;

/** JSON as text, for values nested so deep that they can't be written back too. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value).slice(0, FACTS_LIMITS.cellCharacters * 4);
  } catch {
    return "…";
  }
}

function addValue(table: TableCounter, place: number, value: unknown): string | null {
  const column = table.column(place);
  if (value === null || value === undefined) {
    column?.addNull();
    return null;
  }
  if (typeof value === "string") column?.addText(value);
  else if (typeof value === "number") column?.addNumber(value, String(value));
  else if (typeof value === "boolean") column?.addBoolean(value);
  else {
    const text = textOf(value);
    column?.addNested(text);
    return text;
  }
  return String(value).slice(0, FACTS_LIMITS.cellCharacters * 4);
}

/** One JSON value a line. Names are kept in a Map, so that a key such as `__proto__` is a column like any other. */
export function createJsonlFacts(options: FactsOptions): FactsTaker {
  const table = createTableCounter();
  const decoder = new TextDecoder("utf-8");
  const places = new Map<string, number | null>();
  let line = "";
  let tooLong = false;

  const placeOf = (name: string): number | null => {
    const known = places.get(name);
    if (known !== undefined) return known;
    const place = table.addColumn(name);
    // A file whose every row has new keys would fill memory with names beyond the limit.
    if (place !== null || places.size < FACTS_LIMITS.columns * 20) places.set(name, place);
    return place;
  };
  const addRow = (value: unknown): void => {
    const isRow = typeof value === "object" && value !== null && !Array.isArray(value);
    const cells: (string | null)[] = [];
    for (const [name, cell] of isRow ? Object.entries(value) : [["value", value] as const]) {
      const place = placeOf(name);
      if (place !== null) cells[place] = addValue(table, place, cell);
    }
    table.addRow(() => Array.from(cells, (cell) => cell ?? null));
  };
  const endLine = (): void => {
    const text = line.trim();
    if (tooLong) table.addMalformed();
    else if (text !== "") {
      try {
        addRow(JSON.parse(text));
      } catch {
        table.addMalformed();
      }
    }
    line = "";
    tooLong = false;
  };
  const read = (text: string): void => {
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      append(text, from, end);
      endLine();
      from = end + 1;
    }
    append(text, from, text.length);
  };
  const append = (text: string, from: number, to: number): void => {
    if (line.length + to - from > LINE_CHARACTERS) {
      tooLong = true;
      line = "";
    } else if (!tooLong) line += text.slice(from, to);
  };

  return {
    push: (piece) => read(decoder.decode(piece, { stream: true })),
    async finish() {
      read(decoder.decode());
      if (line !== "" || tooLong) endLine();
      return table.facts("jsonl", options.sampleRows);
    },
  };
}
