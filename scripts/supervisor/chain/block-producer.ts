import { gunzipSync } from "node:zlib";
import { z } from "zod";
import type { Generations } from "./generations.ts";
import { latestTime, rpc } from "./json-rpc.ts";
import { makeBlock, type Outcome, poolStatus } from "./make-block.ts";

/** After so many blocks the journal is folded into a snapshot: replaying more would be felt at the next start. */
const BLOCKS_A_SNAPSHOT = 512;
const MAX_TRANSACTIONS_A_BLOCK = 100;
/** How far, in seconds, the newest block's time may lag behind the clock when somebody reads the chain. */
const FRESHNESS = 5;

export type BlockProducer = {
  /** Answers the transaction's hash once it is in the journal and in a block. Throws RpcRefusal when the chain refuses it. */
  submit(raw: string): Promise<string>;
  /**
   * A contract sees the time of the newest block. Nobody trades on an idle chain, so this makes an empty block when the newest one
   * is old: terms then end, and holds mature, on time for whoever looks.
   */
  freshen(): Promise<void>;
  /** Moves the chain's clock ahead, and makes an empty block at the new time. */
  advanceTime(seconds: number): Promise<void>;
  /** Folds the journal into a snapshot now. */
  checkpoint(): Promise<void>;
};

type Submission = { raw: string; resolve(hash: string): void; reject(error: unknown): void };

/** Makes blocks one after another. `generations` is null for a chain that is not kept. */
export function createBlockProducer(url: string, generations: Generations | null): BlockProducer {
  const waiting: Submission[] = [];
  let busy: Promise<void> = Promise.resolve();
  let unsaved = 0;
  let offset = 0;
  let lastTime = 0;
  /** Transactions that no block has taken yet: they wait for an earlier nonce, and no snapshot would hold them. */
  let homeless: { raw: string; hash: string }[] = [];

  /** One thing at a time; a failure of one does not stop the next. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = busy.then(work);
    busy = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  async function nextTime(): Promise<number> {
    const wall = Math.floor(Date.now() / 1000);
    offset = Math.max(offset, (await latestTime(url)) - wall);
    return wall + offset;
  }

  async function produce(time: number, raws: string[]): Promise<Outcome[]> {
    await generations?.append({ time, raws });
    const outcomes = await makeBlock(url, { time, raws });
    lastTime = time;
    unsaved++;
    return outcomes;
  }

  async function drain(): Promise<void> {
    const batch = waiting.splice(0, MAX_TRANSACTIONS_A_BLOCK);
    if (batch.length === 0) return;
    try {
      const raws = batch.map((entry) => entry.raw);
      const outcomes = await produce(await nextTime(), raws);
      for (const [index, entry] of batch.entries()) settle(entry, outcomes[index]);
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    }
    if (unsaved >= BLOCKS_A_SNAPSHOT)
      await snapshot().catch((error) => console.error("No snapshot could be taken:", error));
  }

  function settle(entry: Submission, outcome: Outcome | undefined): void {
    if (outcome && "hash" in outcome) {
      homeless.push({ raw: entry.raw, hash: outcome.hash });
      entry.resolve(outcome.hash);
    } else entry.reject(outcome?.refused);
  }

  async function snapshot(): Promise<void> {
    if (!generations) return;
    const { pending, queued } = await poolStatus(url);
    homeless = pending + queued === 0 ? [] : await unmined(homeless);
    const hex = z.string().parse(await rpc(url, "anvil_dumpState"));
    const state = gunzipSync(Buffer.from(hex.slice(2), "hex"));
    await generations.checkpoint(
      state,
      homeless.map(({ raw }) => raw),
    );
    unsaved = 0;
  }

  async function unmined(transactions: typeof homeless): Promise<typeof homeless> {
    const receipts = await Promise.all(transactions.map(({ hash }) => rpc(url, "eth_getTransactionReceipt", [hash])));
    return transactions.filter((_, index) => !receipts[index]);
  }

  return {
    submit(raw) {
      return new Promise((resolve, reject) => {
        waiting.push({ raw, resolve, reject });
        void inTurn(drain);
      });
    },
    async freshen() {
      const isFresh = () => lastTime >= Math.floor(Date.now() / 1000) + offset - FRESHNESS;
      if (isFresh()) return;
      await inTurn(async () => {
        if (!isFresh()) await produce(await nextTime(), []);
      });
    },
    advanceTime(seconds) {
      return inTurn(async () => {
        await produce((await nextTime()) + seconds, []);
        offset += seconds;
      });
    },
    checkpoint: () => inTurn(snapshot),
  };
}
