import { createHash } from "node:crypto";

export const LEAF_BYTES = 1_048_576;

export interface Leaf {
  readonly bytes: Uint8Array;
  /** SHA-256 */
  readonly digest: Uint8Array;
}

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

/** Cuts a stream into leaves of 1 MiB, the last one shorter; an empty stream is one empty leaf. The bytes are lent until the next. */
export async function* leavesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Leaf> {
  const held = new Uint8Array(LEAF_BYTES);
  let filled = 0;
  let count = 0;
  for await (const piece of source) {
    for (let at = 0; at < piece.length; ) {
      if (filled === 0 && piece.length - at >= LEAF_BYTES) {
        const leaf = piece.subarray(at, at + LEAF_BYTES);
        yield { bytes: leaf, digest: sha256(leaf) };
        count += 1;
        at += LEAF_BYTES;
        continue;
      }
      const take = Math.min(LEAF_BYTES - filled, piece.length - at);
      held.set(piece.subarray(at, at + take), filled);
      filled += take;
      at += take;
      if (filled < LEAF_BYTES) continue;
      yield { bytes: held, digest: sha256(held) };
      count += 1;
      filled = 0;
    }
  }
  if (filled > 0 || count === 0) yield { bytes: held.subarray(0, filled), digest: sha256(held.subarray(0, filled)) };
}
