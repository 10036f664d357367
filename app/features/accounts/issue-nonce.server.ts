import { randomBytes } from "node:crypto";
import type { Context } from "~/context.server.ts";

const LIFE = 10 * 60_000;

/** A nonce for one sign-in, good for ten minutes and kept in the database until it is used: a cookie could be replayed with it. */
export async function issueNonce(ctx: Pick<Context, "db" | "clock">): Promise<string> {
  const now = ctx.clock();
  const value = randomBytes(16).toString("hex");
  await ctx.db.nonce.deleteMany({ where: { expiresAt: { lt: now } } });
  await ctx.db.nonce.create({ data: { value, expiresAt: new Date(now.getTime() + LIFE) } });
  return value;
}
