import { isAddress } from "viem";
import { BadCondition } from "./bad-condition.ts";
import type { Comparator } from "./schema.ts";

export type Comparable = bigint | boolean | string;

const MAX_UINT256 = (1n << 256n) - 1n;

function parseUint(value: string): bigint {
  const number = /^\d{1,78}$/.test(value) ? BigInt(value) : -1n;
  if (number < 0n || number > MAX_UINT256)
    throw new BadCondition(`"${value}" is not a decimal unsigned 256-bit integer.`);
  return number;
}

function parseBoolean(value: string): boolean {
  if (value !== "true" && value !== "false") throw new BadCondition(`"${value}" is not exactly "true" or "false".`);
  return value === "true";
}

function order(difference: bigint, comparator: Comparator): boolean {
  switch (comparator) {
    case ">":
      return difference > 0n;
    case "<":
      return difference < 0n;
    case ">=":
      return difference >= 0n;
    case "<=":
      return difference <= 0n;
    default:
      return equal(difference === 0n, comparator, "an integer");
  }
}

function equal(same: boolean, comparator: Comparator, kind: string): boolean {
  if (comparator === "=") return same;
  if (comparator === "!=") return !same;
  throw new BadCondition(`"${comparator}" can't be used with ${kind}.`);
}

function compareText(actual: string, comparator: Comparator, value: string): boolean {
  if (isAddress(actual, { strict: false }) && isAddress(value, { strict: false })) {
    return equal(actual.toLowerCase() === value.toLowerCase(), comparator, "an address");
  }
  return comparator === "contains" ? actual.includes(value) : equal(actual === value, comparator, "a text");
}

/**
 * What a condition's test says of the value found.
 * @throws BadCondition where the expected value has the wrong form or the comparator does not fit the value's kind.
 */
export function compare(actual: Comparable, comparator: Comparator, value: string): boolean {
  if (typeof actual === "bigint") return order(actual - parseUint(value), comparator);
  if (typeof actual === "boolean") return equal(actual === parseBoolean(value), comparator, "a boolean");
  return compareText(actual, comparator, value);
}
