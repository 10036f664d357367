import type { Digests } from "./merkle.ts";

/** A growing list of 32-byte digests. */
export interface DigestList {
  readonly count: number;
  add(digest: Uint8Array): void;
  /** @returns a copy of the digest at `index`'s bytes, or undefined past the end. */
  at(index: number): Uint8Array | undefined;
  /** A copy of all of them, or of those from `start`. */
  bytes(start?: number): Digests;
}

export function createDigestList(initial: Uint8Array = new Uint8Array()): DigestList {
  let bytes = new Uint8Array(Math.max(4096, initial.length * 2));
  bytes.set(initial);
  let count = initial.length / 32;
  return {
    get count() {
      return count;
    },
    add(digest) {
      if ((count + 1) * 32 > bytes.length) {
        const grown = new Uint8Array(bytes.length * 2);
        grown.set(bytes);
        bytes = grown;
      }
      bytes.set(digest, count * 32);
      count += 1;
    },
    at: (index) => (index < count ? bytes.slice(index * 32, index * 32 + 32) : undefined),
    bytes: (start = 0) => bytes.slice(start * 32, count * 32),
  };
}
