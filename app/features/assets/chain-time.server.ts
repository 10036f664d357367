import type { Context } from "~/context.server.ts";

export const dateOf = (seconds: bigint): Date => new Date(Number(seconds) * 1000);

/** The time by which rights and holds are judged, in seconds: the chain's newest block's, or the clock's where that is later. */
export async function chainTime(ctx: Pick<Context, "db" | "clock">): Promise<bigint> {
  const now = BigInt(Math.floor(ctx.clock().getTime() / 1000));
  const cursor = await ctx.db.indexCursor.findUnique({ where: { id: 1 }, select: { time: true } });
  return cursor && cursor.time > now ? cursor.time : now;
}
