import { bytesToHex } from "@noble/hashes/utils";
import { createBlocks } from "./blocks.ts";
import { leafSalt } from "./data-key.ts";
import { createDigestList } from "./digest-list.ts";
import { type Bytes, CHUNK_BYTES } from "./format.ts";
import { type Digests, merkleLeaf, merkleRoot } from "./merkle.ts";

/** 32 bytes as lower-case 0x hex. */
export type Root = `0x${string}`;

/** Takes the plaintext root while the plaintext passes. */
export interface RootTaker {
  /** Leaves finished so far; a resumed sealing needs those. */
  readonly leafCount: number;
  leavesFrom(start: number): Digests;
  push(piece: Bytes): Promise<void>;
  finish(): Promise<Root>;
}

export const asRoot = (bytes: Uint8Array): Root => `0x${bytesToHex(bytes)}`;

/** The hiding leaf of the plaintext chunk at `index`. */
export async function chunkLeaf(leafSaltKey: CryptoKey, index: number, chunk: Bytes): Promise<Bytes> {
  const [digest, salt] = await Promise.all([crypto.subtle.digest("SHA-256", chunk), leafSalt(leafSaltKey, index)]);
  return merkleLeaf(salt, new Uint8Array(digest));
}

/**
 * @param inFlight how many chunks are hashed at once
 * @param known leaves of the chunks before the first pushed byte, which is then at a chunk's start
 */
export function createRootTaker(leafSaltKey: CryptoKey, inFlight: number, known?: Digests): RootTaker {
  const leaves = createDigestList(known);
  const chunks = createBlocks(() => CHUNK_BYTES);
  const running: Promise<Bytes>[] = [];
  let next = leaves.count;

  const settle = async (most: number): Promise<void> => {
    while (running.length > most) {
      const leaf = await running.shift();
      if (leaf) leaves.add(leaf);
    }
  };
  const start = async (chunk: Bytes): Promise<void> => {
    await settle(inFlight - 1);
    const leaf = chunkLeaf(leafSaltKey, next, chunk);
    leaf.catch(() => undefined);
    running.push(leaf);
    next += 1;
  };

  return {
    get leafCount() {
      return leaves.count;
    },
    leavesFrom: (first) => leaves.bytes(first),
    async push(piece) {
      for (const chunk of chunks.push(piece)) await start(chunk);
    },
    async finish() {
      await start(chunks.end());
      await settle(0);
      return asRoot(merkleRoot(leaves.bytes()));
    },
  };
}
