import type { Context } from "~/context.server.ts";
import { type Cursor, readCursor } from "./cursor.server.ts";
import { dropIndex } from "./drop-index.server.ts";
import { findAncestor } from "./find-ancestor.server.ts";
import { loadRows } from "./load-rows.server.ts";
import { projectEvents } from "./project/project-events.ts";
import { readAsMuch } from "./read-batch.server.ts";
import { rollBack } from "./roll-back.server.ts";
import { RowStore } from "./row-store.ts";
import { JOURNAL, writeBatch } from "./write-batch.server.ts";

type IndexContext = Pick<Context, "db" | "chain" | "deployment" | "log">;

/** Blocks read at once while far behind, where no block can be undone any more, and near the head. */
const STRIDE = { far: 2000n, near: 64n };
const CACHED_ROWS = 300_000;

/**
 * Brings the index to the chain's head, undoing first what is no longer on the chain. One batch of blocks is one transaction: whenever
 * this stops, the index is that of some block. Where another process moves the index meanwhile, nothing is written and the sync throws.
 */
export class IndexWriter {
  readonly #ctx: IndexContext;
  readonly #deployment: string;
  #head = 0n;
  /** Hash of the block where this writer left the index; null where it was empty. Its cached rows are those of that block. */
  #left: string | null = null;
  #rows: RowStore;

  constructor(ctx: IndexContext) {
    this.#ctx = ctx;
    const { tessera, cases } = ctx.deployment.contracts;
    this.#deployment = `${ctx.chain.id}:${tessera}:${cases}`.toLowerCase();
    this.#rows = this.#empty();
  }

  /** @returns the block that the index then stands at. */
  async sync(): Promise<bigint> {
    this.#head = (await this.#ctx.chain.head()).number;
    let at = await this.#start();
    while (at < this.#head) at = await this.#advance(at + 1n);
    return at;
  }

  #empty(): RowStore {
    return new RowStore((block) => block + JOURNAL > this.#head);
  }

  async #start(): Promise<bigint> {
    const cursor = await readCursor(this.#ctx);
    const at = cursor?.hash ?? null;
    if (at !== this.#left) this.#rows = this.#empty();
    this.#left = at;
    if (!cursor) return this.#ctx.deployment.startBlock - 1n;
    if (cursor.deployment !== this.#deployment) return this.#restart("The contracts are others than the index's.");
    return this.#undo(cursor);
  }

  async #undo(cursor: Cursor): Promise<bigint> {
    const ancestor = await findAncestor(this.#ctx, cursor);
    if (!ancestor) return this.#restart("The chain parts from the index before its journal begins.");
    if (ancestor.number === cursor.block) return cursor.block;
    this.#ctx.log.warn({ from: cursor.block.toString(), to: ancestor.number.toString() }, "chain reorganised");
    this.#rows = this.#empty();
    await rollBack(this.#ctx, ancestor);
    this.#left = ancestor.hash;
    return ancestor.number;
  }

  async #restart(reason: string): Promise<bigint> {
    this.#ctx.log.warn({ reason }, "index is built anew");
    this.#rows = this.#empty();
    await dropIndex(this.#ctx);
    this.#left = null;
    return this.#ctx.deployment.startBlock - 1n;
  }

  async #advance(from: bigint): Promise<bigint> {
    const undoable = from + JOURNAL > this.#head;
    const final = this.#head - JOURNAL;
    const stride = undoable ? STRIDE.near : STRIDE.far;
    const end = undoable ? this.#head : final;
    const upTo = from + stride - 1n < end ? from + stride - 1n : end;
    const { events, blocks, to } = await readAsMuch(this.#ctx, from, upTo, undoable ? "all" : "needed");
    const last = blocks.find(({ number }) => number === to);
    if (!last) throw new Error(`Block ${to} was read and is not there.`);
    try {
      await this.#project(events);
      // The newest block that can't be undone is kept as well, as the ancestor of a reorg of all those that can.
      const journal = undoable ? blocks : [last];
      const place = { deployment: this.#deployment, after: this.#left };
      await writeBatch(this.#ctx, { rows: this.#rows, journal, last, ...place });
      this.#left = last.hash;
    } catch (error) {
      this.#rows = this.#empty();
      throw error;
    }
    this.#rows.settle(CACHED_ROWS);
    return to;
  }

  async #project(events: Parameters<typeof projectEvents>[0]): Promise<void> {
    for (;;) {
      projectEvents(events, this.#rows);
      const { missing } = this.#rows;
      if (missing.length === 0) return;
      this.#rows.discard();
      await loadRows(this.#ctx.db, this.#rows, missing);
    }
  }
}
