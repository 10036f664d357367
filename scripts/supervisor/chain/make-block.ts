import { z } from "zod";
import type { Block } from "./journal.ts";
import { latestTime, RpcRefusal, rpc } from "./json-rpc.ts";

const Pool = z.object({ pending: z.string().transform(Number), queued: z.string().transform(Number) });
export type Outcome = { hash: string } | { refused: RpcRefusal };

/**
 * Offers the block's transactions to anvil in order, and mines. Says for each what anvil said. The same blocks on the same state
 * give the same chain, hash by hash, which is why this is also how a journal is replayed.
 */
export async function makeBlock(url: string, block: Block): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const raw of block.raws) outcomes.push(await offer(url, raw));
  const taken = block.raws.length === 0 || outcomes.some((outcome) => "hash" in outcome);
  if (taken && block.time !== null) await mine(url, block.time);
  return outcomes;
}

async function offer(url: string, raw: string): Promise<Outcome> {
  try {
    return { hash: z.string().parse(await rpc(url, "eth_sendRawTransaction", [raw])) };
  } catch (error) {
    if (error instanceof RpcRefusal) return { refused: error };
    throw error;
  }
}

/** Mines until nothing more fits: transactions beyond one block's gas go into further blocks. */
async function mine(url: string, time: number): Promise<void> {
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    await rpc(url, "evm_setNextBlockTimestamp", [Math.max(time, await latestTime(url))]);
    await rpc(url, "evm_mine");
    const { pending: left } = await poolStatus(url);
    if (left === 0 || left >= before) return;
    before = left;
  }
}

/** How many transactions could be mined now (`pending`), and how many wait for an earlier nonce (`queued`). */
export async function poolStatus(url: string): Promise<{ pending: number; queued: number }> {
  return Pool.parse(await rpc(url, "txpool_status"));
}
