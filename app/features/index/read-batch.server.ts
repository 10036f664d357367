import type { Context } from "~/context.server.ts";
import type { Block, ChainLog } from "~/ports/chain/chain.ts";
import { decodeEvent } from "./decode-event.ts";
import type { PlacedEvent } from "./project/project-events.ts";

export interface Read {
  readonly events: readonly PlacedEvent[];
  /** Every block of the range where `headers` was "all", else those with events and the last. */
  readonly blocks: readonly Block[];
}

/** The node's answers contradict each other: its chain changed while it was asked. Asking again helps. */
export class ChainMoved extends Error {
  override name = "ChainMoved";
}

/**
 * `readBatch` for as many blocks from `from` on, up to `upTo`, as the node answers for: nodes limit an answer's size, each in its way.
 * @returns with `to`, the last block that was read
 */
export async function readAsMuch(
  ctx: Pick<Context, "chain" | "deployment" | "log">,
  from: bigint,
  upTo: bigint,
  headers: "all" | "needed",
): Promise<Read & { to: bigint }> {
  for (let to = upTo; ; to = from + (to - from) / 2n) {
    try {
      return { ...(await readBatch(ctx, from, to, headers)), to };
    } catch (error) {
      if (to === from || error instanceof ChainMoved) throw error;
      ctx.log.warn({ from: from.toString(), to: to.toString(), reason: String(error) }, "asking for fewer blocks");
    }
  }
}

/** Reads and decodes the contracts' events in blocks `from` to `to`, and the blocks' headers. @throws ChainMoved */
export async function readBatch(
  ctx: Pick<Context, "chain" | "deployment">,
  from: bigint,
  to: bigint,
  headers: "all" | "needed",
): Promise<Read> {
  const { tessera, cases } = ctx.deployment.contracts;
  const [logs, all] = await Promise.all([
    ctx.chain.logs([tessera, cases], from, to),
    headers === "all" ? ctx.chain.blocks(from, to) : Promise.resolve([]),
  ]);
  const blocks = headers === "all" ? all : await neededBlocks(ctx, logs, to);
  const byNumber = new Map(blocks.map((block) => [block.number, block]));
  if (!byNumber.has(to)) throw new ChainMoved(`Block ${to} is gone.`);
  for (const [i, block] of all.entries()) {
    const parent = all[i - 1];
    if (parent && parent.hash !== block.parentHash) throw new ChainMoved(`Block ${block.number} has another parent.`);
  }
  const events = logs.map((log) => placed(log, byNumber.get(log.blockNumber))).filter((event) => event !== null);
  return { events, blocks };
}

async function neededBlocks(ctx: Pick<Context, "chain">, logs: readonly ChainLog[], last: bigint): Promise<Block[]> {
  const numbers = [...new Set([...logs.map((log) => log.blockNumber), last])];
  const blocks = await Promise.all(numbers.map((number) => ctx.chain.block(number)));
  return blocks.filter((block) => block !== null);
}

function placed(log: ChainLog, block: Block | undefined): PlacedEvent | null {
  if (block?.hash !== log.blockHash)
    throw new ChainMoved(`Log ${log.logIndex} is of another block ${log.blockNumber}.`);
  const event = decodeEvent(log);
  if (!event) return null;
  const id = `${block.number.toString().padStart(12, "0")}-${log.logIndex.toString().padStart(5, "0")}`;
  return { event, place: { id, block: block.number, time: block.timestamp, tx: log.transactionHash } };
}
