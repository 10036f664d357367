import type { Bytes } from "./format.ts";

/** Cuts a byte stream that arrives in pieces into blocks. */
export interface Blocks {
  /** Blocks that are full AND known not to be the last. They may be views of `piece`. */
  push(piece: Bytes): Bytes[];
  /** The last block, full or not; empty only where nothing ever came. */
  end(): Bytes;
}

/** @param bytesOf the size of the block at `index` from `first` on */
export function createBlocks(bytesOf: (index: number) => number, first = 0): Blocks {
  let index = first;
  let want = bytesOf(index);
  let held: Bytes | null = null;
  let filled = 0;

  const take = (piece: Bytes, at: number): number => {
    if (held === null && piece.length - at >= want) {
      held = piece.subarray(at, at + want);
      filled = want;
      return want;
    }
    held ??= new Uint8Array(want);
    const count = Math.min(want - filled, piece.length - at);
    held.set(piece.subarray(at, at + count), filled);
    filled += count;
    return count;
  };

  return {
    push(piece) {
      const full: Bytes[] = [];
      for (let at = 0; at < piece.length; ) {
        if (held !== null && filled === want) {
          full.push(held);
          held = null;
          filled = 0;
          index += 1;
          want = bytesOf(index);
        }
        at += take(piece, at);
      }
      return full;
    },
    end: () => held?.subarray(0, filled) ?? new Uint8Array(),
  };
}
