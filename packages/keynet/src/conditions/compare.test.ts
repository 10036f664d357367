import { expect, it } from "vitest";
import { BadCondition } from "./bad-condition.ts";
import { type Comparable, compare } from "./compare.ts";
import type { Comparator } from "./schema.ts";

const A = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const TOO_BIG = (1n << 256n).toString();

type Row = [actual: Comparable, comparator: Comparator, value: string, expected: boolean | "error"];
const rows: Row[] = [
  [5n, ">", "4", true],
  [5n, ">", "5", false],
  [5n, "<", "6", true],
  [5n, "<", "5", false],
  [5n, ">=", "5", true],
  [4n, ">=", "5", false],
  [5n, "<=", "5", true],
  [6n, "<=", "5", false],
  [5n, "=", "5", true],
  [5n, "=", "05", true],
  [5n, "!=", "5", false],
  [5n, "!=", "6", true],
  [(1n << 256n) - 1n, "=", ((1n << 256n) - 1n).toString(), true],
  [5n, "=", TOO_BIG, "error"],
  [5n, "=", "0x5", "error"],
  [5n, "=", "5.0", "error"],
  [5n, "=", "-5", "error"],
  [5n, "=", "", "error"],
  [5n, "contains", "5", "error"],
  [true, "=", "true", true],
  [true, "=", "false", false],
  [false, "!=", "true", true],
  [true, "=", "True", "error"],
  [true, "=", "1", "error"],
  [true, ">", "true", "error"],
  ["holder of keys", "=", "holder of keys", true],
  ["holder of keys", "=", "holder", false],
  ["holder of keys", "!=", "holder", true],
  ["holder of keys", "contains", "of", true],
  ["holder of keys", "contains", "Of", false],
  ["holder of keys", ">", "a", "error"],
  [A, "=", A.toLowerCase(), true],
  [A, "!=", A.toLowerCase(), false],
  [A, "=", `${A.slice(0, -1)}9`, false],
  [A, "contains", A, "error"],
];

it.each(rows)("%s %s %s is %s", (actual, comparator, value, expected) => {
  const test = () => compare(actual, comparator, value);
  if (expected === "error") expect(test).toThrow(BadCondition);
  else expect(test()).toBe(expected);
});
