import { bls12_381 } from "@noble/curves/bls12-381";

const { ProjectivePoint } = bls12_381.G1;
type Point = InstanceType<typeof ProjectivePoint>;

const toHex = (point: Point): string => point.toHex(true);

/** A point of G1 in its 48-byte compressed form. @throws Error where it is not on the curve or not in the group. */
function parsePoint(hex: string): Point {
  const point = ProjectivePoint.fromHex(hex);
  point.assertValidity();
  return point;
}

/** `scalar * G` as 96 hex digits: a public key, or a commitment to one coefficient. */
export const commitTo = (scalar: bigint): string => toHex(ProjectivePoint.BASE.multiply(scalar));

/** The commitment to a polynomial's value at `x`, from the commitments to its coefficients, lowest first. */
export function commitmentAt(commitments: readonly string[], x: number): string {
  let sum = ProjectivePoint.ZERO;
  for (const commitment of commitments.toReversed()) {
    sum = (sum.is0() ? sum : sum.multiplyUnsafe(BigInt(x))).add(parsePoint(commitment));
  }
  return toHex(sum);
}

export const addCommitments = (commitments: readonly string[]): string =>
  toHex(commitments.map(parsePoint).reduce((sum, point) => sum.add(point), ProjectivePoint.ZERO));

/** `scalar` times the point. */
export const scaleCommitment = (commitment: string, scalar: bigint): string =>
  toHex(parsePoint(commitment).multiplyUnsafe(scalar));
