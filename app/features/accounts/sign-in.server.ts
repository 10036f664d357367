import type { Address, Hex } from "viem";
import type { Context } from "~/context.server.ts";
import { done, type Outcome, refused } from "~/outcome.ts";
import { parseSignIn } from "./parse-sign-in.ts";

export type SignInRefusal = "malformed" | "wrong-domain" | "wrong-chain" | "not-now" | "used-nonce" | "wrong-signature";

/**
 * Proves that whoever sends `message` holds `address`, and sees that the account exists. The nonce is spent even where the signature
 * then turns out wrong, so that nobody can try many signatures on one.
 */
export async function signIn(
  ctx: Pick<Context, "config" | "db" | "chain" | "clock">,
  input: { message: string; signature: Hex },
): Promise<Outcome<Address, SignInRefusal>> {
  const now = ctx.clock();
  const parsed = parseSignIn(input.message, { publicUrl: ctx.config.publicUrl, chainId: ctx.chain.id, now });
  if (!parsed.ok) return parsed;
  const { address, nonce } = parsed.value;
  // One DELETE decides: of two requests with the same nonce exactly one finds it.
  const { count } = await ctx.db.nonce.deleteMany({ where: { value: nonce, expiresAt: { gt: now } } });
  if (count !== 1) return refused("used-nonce");
  if (!(await ctx.chain.verifyMessage({ address, ...input }))) return refused("wrong-signature");
  await ctx.db.account.upsert({ where: { address }, create: { address }, update: { seenAt: now } });
  return done(address);
}
