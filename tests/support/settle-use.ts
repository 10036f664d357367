import { acceptVoucher } from "~/features/uses/accept-voucher.server.ts";
import type { OfferId } from "~/ids.ts";
import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import { tesseraDomain, typedData } from "../../contracts/typed-data.ts";
import type { Marketplace, Person } from "./marketplace.ts";

/**
 * The holder signs that `spent` units are used in all, and hands it in; the worker settles it.
 * @returns why it was not taken, or null once it is on chain
 */
export async function settleUse(
  { context, deployment }: Marketplace,
  holder: Person,
  offerId: bigint,
  spent: number,
): Promise<string | null> {
  const voucher = { offerId, holder: holder.address, version: 1, spent };
  const signature = await holder.wallet.signTypedData({
    account: holder.account,
    domain: tesseraDomain(deployment.chainId, deployment.contracts.tessera),
    types: { Voucher: typedData.Voucher },
    primaryType: "Voucher",
    message: voucher,
  });
  const id = `0x${offerId.toString(16).padStart(64, "0")}` as OfferId;
  const address = holder.address.toLowerCase() as `0x${string}`;
  const accepted = await acceptVoucher(context, { offerId: id, holder: address, version: 1, spent, signature });
  if (!accepted.ok) return accepted.reason;
  for (const end = Date.now() + 20_000; (await spentOf(holder, deployment, offerId)) < spent; ) {
    if (Date.now() > end) throw new Error("The worker did not settle the voucher within 20 s.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}

async function spentOf({ client, address }: Person, { contracts }: Marketplace["deployment"], offerId: bigint) {
  const call = { address: contracts.tessera, abi: tesseraAbi, functionName: "meterOf" } as const;
  const [meter] = await client.readContract({ ...call, args: [offerId, address] });
  return meter.spent;
}
