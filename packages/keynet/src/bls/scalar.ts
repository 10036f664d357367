import { randomBytes } from "node:crypto";
import { bls12_381 } from "@noble/curves/bls12-381";

const field = bls12_381.fields.Fr;

/** A uniformly random non-zero scalar: 64 random bytes reduced, so that the bias is below 2^-256. */
export function randomScalar(): bigint {
  for (;;) {
    const scalar = field.create(BigInt(`0x${randomBytes(64).toString("hex")}`));
    if (scalar !== 0n) return scalar;
  }
}

export const addScalars = (a: bigint, b: bigint): bigint => field.add(a, b);
export const multiplyScalars = (a: bigint, b: bigint): bigint => field.mul(a, b);

/** The value at `x` of the polynomial whose coefficients stand lowest first. */
export function evaluatePolynomial(coefficients: readonly bigint[], x: number): bigint {
  let value = 0n;
  for (const coefficient of coefficients.toReversed()) value = field.add(field.mul(value, BigInt(x)), coefficient);
  return value;
}

/** What the share at `index` weighs when the shares at `indexes` are combined at zero. */
export function lagrangeAtZero(index: number, indexes: readonly number[]): bigint {
  let weight = 1n;
  for (const other of indexes) {
    if (other === index) continue;
    const difference = field.create(BigInt(other - index));
    weight = field.mul(weight, field.mul(BigInt(other), field.inv(difference)));
  }
  return weight;
}

export const scalarToHex = (scalar: bigint): string => scalar.toString(16).padStart(64, "0");

/** @throws RangeError where the text is not a scalar of the group in 32 bytes of hex. */
export function scalarFromHex(hex: string): bigint {
  const scalar = /^[0-9a-f]{64}$/.test(hex) ? BigInt(`0x${hex}`) : -1n;
  if (!field.isValid(scalar))
    throw new RangeError("Not a scalar of BLS12-381: expected 32 bytes of hex below the order.");
  return scalar;
}
