import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "~/context.server.ts";
import type { Relay } from "~/ports/chain/relay.server.ts";
import { tesseraAbi } from "../../../contracts/abi/tessera.ts";

/** A transaction settles at most so many vouchers: 850 would reach the limit of EIP-7825. */
const BATCH = 200;

type SettleContext = Pick<Context, "db" | "chain" | "deployment" | "clock">;
type Pending = Awaited<ReturnType<typeof pendingVouchers>>[number];

/**
 * Settles what has been accepted, in one transaction. The contract skips a voucher that it refuses; what is settled is read from the
 * contract afterwards, so that a death at any instant settles nothing twice and loses nothing. @returns how many were settled
 */
export async function settleVouchers(ctx: SettleContext, relay: Relay): Promise<number> {
  const pending = await pendingVouchers(ctx);
  if (pending.length === 0) return 0;
  const vouchers = pending.map(({ offerId, holder, version, spent }) => ({
    offerId: BigInt(offerId),
    holder: holder as `0x${string}`,
    version,
    spent,
  }));
  const transaction = await relay.write({
    address: ctx.deployment.contracts.tessera,
    abi: tesseraAbi,
    functionName: "settleMany",
    args: [vouchers, pending.map(({ signature }) => signature)],
  });
  await mined(ctx, transaction);
  const settled = await Promise.all(pending.map((voucher) => record(ctx, voucher)));
  return settled.filter(Boolean).length;
}

const pendingVouchers = ({ db }: Pick<Context, "db">) =>
  db.voucher.findMany({ where: { settledAt: null, error: null }, orderBy: { receivedAt: "asc" }, take: BATCH });

async function mined({ chain }: SettleContext, transaction: `0x${string}`): Promise<void> {
  for (let wait = 5; !(await chain.receipt(transaction)); wait = Math.min(wait * 2, 1000)) await pause(wait);
}

async function record(ctx: SettleContext, voucher: Pending): Promise<boolean> {
  const { offerId, holder, spent } = voucher;
  const [meter] = await ctx.chain.read({
    address: ctx.deployment.contracts.tessera,
    abi: tesseraAbi,
    functionName: "meterOf",
    args: [BigInt(offerId), holder as `0x${string}`],
  });
  const settled = meter.spent >= spent;
  // A newer voucher of the same licence may have come meanwhile: only this one is done with.
  await ctx.db.voucher.updateMany({
    where: { offerId, holder, spent },
    data: settled ? { settledAt: ctx.clock() } : { error: "The contract refused it." },
  });
  return settled;
}
