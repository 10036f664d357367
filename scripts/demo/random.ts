import { createHash } from "node:crypto";

/** Numbers that look random and are the same for the same seed, on every machine. Not for keys. */
export interface Random {
  /** From 0 up to, not including, 1. */
  unit(): number;
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  /** Mean 0, deviation 1. */
  normal(): number;
  pick<T>(values: readonly [T, ...T[]]): T;
}

/** sfc32, seeded by the text's SHA-256. */
export function createRandom(seed: string): Random {
  const digest = createHash("sha256").update(seed).digest();
  let a = digest.readUInt32LE(0);
  let b = digest.readUInt32LE(4);
  let c = digest.readUInt32LE(8);
  let counter = 1;
  const word = (): number => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let round = 0; round < 15; round++) word();
  const unit = (): number => word() / 2 ** 32;
  return {
    unit,
    int: (from, to) => from + Math.floor(unit() * (to - from + 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    pick: (values) => values[Math.floor(unit() * values.length)] ?? values[0],
  };
}
