import type { Context } from "~/context.server.ts";

/** What the index was derived from: another deployment makes it worthless. */
export interface DerivedFrom {
  /** Chain and contracts as text. */
  readonly deployment: string;
}

export interface Cursor extends DerivedFrom {
  /** The last block that is in the index. */
  readonly block: bigint;
  readonly hash: string;
  /** That block's time in seconds. */
  readonly time: bigint;
}

/** How far the index has come; null where it is empty. */
export async function readCursor(ctx: Pick<Context, "db">): Promise<Cursor | null> {
  return ctx.db.indexCursor.findUnique({ where: { id: 1 } });
}
