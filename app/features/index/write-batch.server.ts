import type { Context } from "~/context.server.ts";
import type { Transaction } from "~/db.server.ts";
import type { BlockRef } from "~/ports/chain/chain.ts";
import type { DerivedFrom } from "./cursor.server.ts";
import { refreshCatalogue } from "./refresh-catalogue.server.ts";
import type { RowStore } from "./row-store.ts";
import { type AnyRow, encodeRow, type Table } from "./table.ts";
import { asset, offer, version } from "./tables.ts";
import { writeRows } from "./write-rows.server.ts";

/** How many of the newest blocks can be undone. A reorg deeper than this rebuilds the index. */
export const JOURNAL = 128n;

/** Thrown where another process has dropped or moved the index meanwhile: nothing was written, the next sync begins where it stands. */
export class IndexMovedError extends Error {
  override name = "IndexMovedError";
}

export interface Batch extends DerivedFrom {
  /** Hash of the block where the index must stand for this batch to follow; null for an empty index. */
  readonly after: string | null;
  readonly rows: RowStore;
  /** The batch's newest blocks, as far as they may still be undone; the last one is where the index then stands. */
  readonly journal: readonly BlockRef[];
  readonly last: BlockRef & { readonly timestamp: bigint };
}

/** Writes one batch of blocks whole, with what it takes to undo them, or nothing. */
export async function writeBatch(ctx: Pick<Context, "db">, batch: Batch): Promise<void> {
  const { changed, before } = batch.rows.changes();
  const { last } = batch;
  await ctx.db.$transaction(async (tx) => {
    await requireCursor(tx, batch.after);
    for (const [table, rows] of changed) await writeRows(tx, table, rows.values());
    await tx.indexUndo.createMany({
      data: before.map((it) => ({
        block: it.block,
        table: it.table.name,
        key: it.key,
        before: it.before && encodeRow(it.before),
      })),
    });
    await tx.indexBlock.createMany({ data: batch.journal.map(({ number, hash }) => ({ number, hash })) });
    if (batch.journal.length > 0) await forget(tx, last.number - JOURNAL);
    await moveCursor(tx, batch);
    await refreshCatalogue(tx, touchedAssets(changed));
  });
}

/** Holds the cursor until the batch is written, so that whoever else writes or drops the index waits. */
async function requireCursor(tx: Transaction, after: string | null): Promise<void> {
  await tx.$executeRaw`LOCK TABLE index_cursor IN EXCLUSIVE MODE`;
  const cursor = await tx.indexCursor.findUnique({ where: { id: 1 } });
  const at = cursor?.hash ?? null;
  if (at !== after) throw new IndexMovedError(`The index stands at block ${at}, not at ${after}.`);
}

async function forget(tx: Transaction, upTo: bigint): Promise<void> {
  await tx.indexUndo.deleteMany({ where: { block: { lte: upTo } } });
  await tx.indexBlock.deleteMany({ where: { number: { lte: upTo } } });
}

async function moveCursor(tx: Transaction, { deployment, last }: Batch): Promise<void> {
  const at = { deployment, block: last.number, hash: last.hash, time: last.timestamp };
  await tx.indexCursor.upsert({ where: { id: 1 }, create: { id: 1, ...at }, update: at });
}

function touchedAssets(changed: ReadonlyMap<Table, ReadonlyMap<string, AnyRow>>): string[] {
  const of = (table: Table, column: string) =>
    [...(changed.get(table)?.values() ?? [])].map((row) => String(row[column]));
  return [...new Set([...of(asset, "id"), ...of(version, "asset_id"), ...of(offer, "asset_id")])];
}
