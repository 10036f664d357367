import { sha256 } from "@noble/hashes/sha2";
import type { Bytes } from "./format.ts";

/** Digests of 32 bytes, one after another: those of a 50 GB file take 1.6 MB. */
export type Digests = Bytes;

const LEAF = 0x00;
const NODE = 0x01;

function hash(tag: number, left: Uint8Array, right: Uint8Array): Bytes {
  const bytes = new Uint8Array(65);
  bytes[0] = tag;
  bytes.set(left, 1);
  bytes.set(right, 33);
  return new Uint8Array(sha256(bytes));
}

/** A leaf hides its chunk: SHA-256(0x00 | salt | SHA-256(chunk)). Whoever lacks the salt can't test a guess. */
export const merkleLeaf = (salt: Uint8Array, chunkDigest: Uint8Array): Bytes => hash(LEAF, salt, chunkDigest);

const split = (count: number): number => 2 ** Math.ceil(Math.log2(count) - 1);
const cut = (leaves: Digests, from: number, to: number): Digests => leaves.subarray(from * 32, to * 32);

/** RFC 6962's tree hash over at least one leaf, where leaves are hashed already. */
export function merkleRoot(leaves: Digests): Bytes {
  const count = leaves.length / 32;
  if (count < 1 || !Number.isInteger(count)) throw new RangeError("A tree has at least one leaf of 32 bytes.");
  if (count === 1) return leaves.slice();
  const middle = split(count);
  return hash(NODE, merkleRoot(cut(leaves, 0, middle)), merkleRoot(cut(leaves, middle, count)));
}

/** RFC 6962's audit path of the leaf at `index`, from the leaf's sibling up. */
export function merklePath(leaves: Digests, index: number): Bytes[] {
  const count = leaves.length / 32;
  if (!(index >= 0 && index < count)) throw new RangeError(`The tree has no leaf ${index}.`);
  if (count === 1) return [];
  const middle = split(count);
  const left = cut(leaves, 0, middle);
  const right = cut(leaves, middle, count);
  return index < middle
    ? [...merklePath(left, index), merkleRoot(right)]
    : [...merklePath(right, index - middle), merkleRoot(left)];
}

/** @returns the root that this leaf has at `index` of `count` with this path, or null where the path's length is wrong. */
export function merkleRootFromPath(leaf: Bytes, index: number, count: number, path: readonly Bytes[]): Bytes | null {
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(index) || index < 0 || index >= count) return null;
  if (count === 1) return path.length === 0 ? leaf : null;
  const sibling = path.at(-1);
  if (sibling === undefined) return null;
  const middle = split(count);
  const onLeft = index < middle;
  const below = merkleRootFromPath(
    leaf,
    onLeft ? index : index - middle,
    onLeft ? middle : count - middle,
    path.slice(0, -1),
  );
  if (below === null) return null;
  return onLeft ? hash(NODE, below, sibling) : hash(NODE, sibling, below);
}
