import type { Context } from "~/context.server.ts";
import type { Block } from "~/ports/chain/chain.ts";
import type { Cursor } from "./cursor.server.ts";

/**
 * The newest block that is both in the index and on the node's chain: the cursor's own where nothing was reorganised, and null where
 * the chains part before the journal begins.
 */
export async function findAncestor(ctx: Pick<Context, "db" | "chain">, cursor: Cursor): Promise<Block | null> {
  const tip = await ctx.chain.block(cursor.block);
  if (tip?.hash === cursor.hash) return tip;
  const journal = await ctx.db.indexBlock.findMany({ orderBy: { number: "desc" } });
  for (const known of journal) {
    const block = await ctx.chain.block(known.number);
    if (block?.hash === known.hash) return block;
  }
  return null;
}
