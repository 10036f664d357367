import { BaseError, ContractFunctionRevertedError, type Hex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import type { Context } from "~/context.server.ts";
import type { OfferId } from "~/ids.ts";
import { done, type Outcome, refused } from "~/outcome.ts";
import { tesseraAbi } from "../../../contracts/abi/tessera.ts";

export interface SignedVoucher {
  readonly offerId: OfferId;
  /** Lower case. */
  readonly holder: `0x${string}`;
  readonly version: number;
  /** Units in all, since the licence began. */
  readonly spent: number;
  readonly signature: Hex;
}

const reasons = {
  StaleVoucher: "stale",
  Overspent: "overspent",
  BadSignature: "wrong-signature",
  Closed: "closed",
  NotMetered: "not-metered",
} as const;

export type VoucherRefusal = (typeof reasons)[keyof typeof reasons] | "no-relay";

/**
 * Takes a holder's signed statement of uses for the worker to settle. The contract itself judges it, by a call that changes nothing.
 * Repeating it is harmless: a voucher is cumulative, and one licence keeps only its newest.
 */
export async function acceptVoucher(
  ctx: Pick<Context, "config" | "db" | "chain" | "deployment" | "clock">,
  voucher: SignedVoucher,
): Promise<Outcome<null, VoucherRefusal>> {
  if (!ctx.config.operatorKey) return refused("no-relay");
  const { offerId, holder, version, spent, signature } = voucher;
  try {
    await ctx.chain.simulate({
      address: ctx.deployment.contracts.tessera,
      abi: tesseraAbi,
      functionName: "settle",
      args: [{ offerId: BigInt(offerId), holder, version, spent }, signature],
      account: privateKeyToAddress(ctx.config.operatorKey),
    });
  } catch (error) {
    const reason = reasonOf(error);
    if (!reason) throw error;
    return refused(reason);
  }
  const fields = { version, spent, signature, receivedAt: ctx.clock(), settledAt: null, error: null };
  await ctx.db.voucher.upsert({
    where: { offerId_holder: { offerId, holder } },
    create: { offerId, holder, ...fields },
    update: fields,
  });
  return done(null);
}

function reasonOf(error: unknown): VoucherRefusal | null {
  const revert = error instanceof BaseError ? error.walk((it) => it instanceof ContractFunctionRevertedError) : null;
  if (!(revert instanceof ContractFunctionRevertedError)) return null;
  return reasons[revert.data?.errorName as keyof typeof reasons] ?? null;
}
