import type { ByteRange } from "../storage.ts";

/**
 * A Range header of one byte range, RFC 9110. Several ranges, other units and nonsense are answered with the whole, as it allows.
 * @returns null for the whole file
 */
export function parseRange(header: string | undefined, bytes: number): ByteRange | "unsatisfiable" | null {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/.exec(header ?? "");
  if (match === null) return null;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return null;
  if (first === "") {
    const count = Math.min(Number(last), bytes);
    return count === 0 ? "unsatisfiable" : { start: bytes - count, end: bytes };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return null;
  if (start >= bytes) return "unsatisfiable";
  return { start, end: last === "" ? bytes : Math.min(Number(last) + 1, bytes) };
}

/**
 * The `entity-bytes` of a CAR request: `from:to`, both included, negative ones counted from the end, `*` for the end.
 * @returns null where it is not of that form
 */
export function parseEntityBytes(text: string, bytes: number): ByteRange | null {
  const match = /^(-?\d{1,15}):(\*|-?\d{1,15})$/.exec(text);
  if (match === null) return null;
  const fromEnd = (value: number): number => (value < 0 ? bytes + value : value);
  const start = Math.max(0, fromEnd(Number(match[1])));
  const end = match[2] === "*" ? bytes : Math.min(bytes, fromEnd(Number(match[2])) + 1);
  return { start, end: Math.max(start, end) };
}
