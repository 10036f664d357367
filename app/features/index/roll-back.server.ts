import { z } from "zod";
import type { Context } from "~/context.server.ts";
import type { BlockRef } from "~/ports/chain/chain.ts";
import { refreshCatalogue } from "./refresh-catalogue.server.ts";
import { encodeRow } from "./table.ts";
import { derivedTables } from "./tables.ts";
import { deleteRows, writeEncoded } from "./write-rows.server.ts";

const Undo = z.array(z.object({ table: z.string(), key: z.string(), before: z.string().nullable() }));

/** Undoes every block after `ancestor`, which must be in the journal: the index is then what it was at that block. */
export async function rollBack(ctx: Pick<Context, "db">, ancestor: BlockRef & { timestamp: bigint }): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    // Of all blocks that changed a row, the first one remembers it as it was at the ancestor.
    const undo = Undo.parse(
      await tx.$queryRawUnsafe(
        `SELECT DISTINCT ON ("table", key) "table", key, before FROM index_undo WHERE block > $1 ORDER BY "table", key, block`,
        ancestor.number,
      ),
    );
    const touched = new Set<string>();
    for (const table of derivedTables) {
      const mine = undo.filter((it) => it.table === table.name);
      const keyOf = (key: string) => Object.fromEntries(key.split("|").map((part, i) => [table.key[i] ?? "", part]));
      const created = mine.filter(({ before }) => before === null).map(({ key }) => encodeRow(keyOf(key)));
      await deleteRows(tx, table, created);
      await writeEncoded(
        tx,
        table,
        mine.map(({ before }) => before).filter((before) => before !== null),
      );
      if (["asset", "version", "offer"].includes(table.name))
        for (const { key } of mine) touched.add(`${(key.split("|")[0] ?? "").slice(0, -2)}00`);
    }
    await tx.indexUndo.deleteMany({ where: { block: { gt: ancestor.number } } });
    await tx.indexBlock.deleteMany({ where: { number: { gt: ancestor.number } } });
    await tx.indexCursor.updateMany({
      data: { block: ancestor.number, hash: ancestor.hash, time: ancestor.timestamp },
    });
    await refreshCatalogue(tx, [...touched]);
  });
}
