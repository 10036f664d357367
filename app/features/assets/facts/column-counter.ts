import { clip } from "./clip.ts";
import { createDistinctCounter } from "./distinct-counter.ts";
import { type ColumnFacts, FACTS_LIMITS } from "./public-facts.ts";

/** One column's statistics, in constant memory. */
export interface ColumnCounter {
  addNull(): void;
  addNumber(value: number, text: string): void;
  addBoolean(value: boolean): void;
  /** Text whose type is for the column to find out, as CSV has it. */
  addUntyped(text: string): void;
  addText(text: string): void;
  addNested(text: string): void;
  /** @param rows those of the table: a row in which the column is absent counts as null */
  facts(rows: number): ColumnFacts;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const INTEGER = /^[+-]?\d+$/;
/** "007" and "02134" are codes, not numbers. */
const CODE = /^[+-]?0\d/;
const BOOLEAN = /^(?:true|false)$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const MISSING = new Set(["", "NA", "N/A", "NaN", "nan", "null", "NULL", "None"]);
const LONGEST_NUMBER = 40;
const LONGEST_DATE = 35;

export function createColumnCounter(name: string): ColumnCounter {
  const distinct = createDistinctCounter();
  const kinds = { integer: 0, number: 0, boolean: 0, date: 0, text: 0, nested: 0 };
  let nulls = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let mean = 0;
  let numbers = 0;

  const addNumber = (value: number, text: string, integer: boolean): void => {
    kinds[integer ? "integer" : "number"] += 1;
    numbers += 1;
    if (value < min) min = value;
    if (value > max) max = value;
    mean += (value - mean) / numbers;
    distinct.add(text);
  };
  const add = (kind: "boolean" | "date" | "text" | "nested", text: string): void => {
    kinds[kind] += 1;
    distinct.add(text);
  };
  const type = (): ColumnFacts["type"] => {
    const present = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((kind) => kinds[kind] > 0);
    if (present.length === 0) return "empty";
    if (present.length === 1) return present[0] ?? "empty";
    if (present.every((kind) => kind === "integer" || kind === "number")) return "number";
    return present.includes("nested") ? "mixed" : "text";
  };

  return {
    addNull: () => {
      nulls += 1;
    },
    addNumber: (value, text) => addNumber(value, text, Number.isInteger(value)),
    addBoolean: (value) => add("boolean", String(value)),
    addText: (text) => add(text.length <= LONGEST_DATE && DATE.test(text) ? "date" : "text", text),
    addNested: (text) => add("nested", text),
    addUntyped(text) {
      if (text.length <= 4 && MISSING.has(text)) nulls += 1;
      else if (text.length <= LONGEST_NUMBER && NUMBER.test(text) && !CODE.test(text)) {
        addNumber(Number(text), text, INTEGER.test(text));
      } else if (text.length <= 5 && BOOLEAN.test(text)) add("boolean", text);
      else add(text.length <= LONGEST_DATE && DATE.test(text) ? "date" : "text", text);
    },
    facts(rows) {
      const values = Object.values(kinds).reduce((sum, count) => sum + count, 0);
      const kind = type();
      const numeric = (kind === "integer" || kind === "number") && [min, max, mean].every(Number.isFinite);
      return {
        name: clip(name, FACTS_LIMITS.nameCharacters),
        type: kind,
        nulls: Math.max(nulls, rows - values),
        distinct: Math.min(distinct.estimate(), values),
        min: numeric ? min : null,
        max: numeric ? max : null,
        mean: numeric ? mean : null,
      };
    },
  };
}
