import type { Cid } from "~/ids.ts";
import { DAG_PB, decodeCid } from "./cid.ts";
import { decodeFileNode } from "./file-node.ts";
import type { ByteRange, Storage } from "./storage.ts";

export interface Block {
  readonly cid: Cid;
  readonly bytes: Uint8Array;
}

export class BlockMissing extends Error {
  override readonly name = "BlockMissing";
  constructor(cid: Cid) {
    super(`Block ${cid} is missing although a block that was read links to it.`);
  }
}

/**
 * The blocks below `cid`, itself first, depth first and in the file's order, repeated ones repeated; with `range` only those that
 * hold some of its bytes and those above them. Holds one leaf and one node a level in memory. @throws BlockMissing
 */
export async function* walkBlocks(
  storage: Pick<Storage, "block">,
  cid: Cid,
  range: ByteRange = { start: 0, end: Number.POSITIVE_INFINITY },
): AsyncGenerator<Block> {
  const bytes = await storage.block(cid);
  if (bytes === null) throw new BlockMissing(cid);
  yield { cid, bytes };
  if (decodeCid(cid)?.codec !== DAG_PB) return;
  let at = 0;
  for (const link of decodeFileNode(bytes)) {
    if (at < range.end && at + link.bytes > range.start) {
      yield* walkBlocks(storage, link.cid, { start: range.start - at, end: range.end - at });
    }
    at += link.bytes;
  }
}
