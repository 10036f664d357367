import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import { tesseraDomain, typedData } from "../../contracts/typed-data.ts";
import type { Marketplace, Person } from "./marketplace.ts";
import { send } from "./send.ts";

/** The holder signs that `spent` units are used in all, and somebody else sends it. */
export async function settleUse(
  { deployment }: Marketplace,
  { holder, relay }: { holder: Person; relay: Person },
  offerId: bigint,
  spent: number,
): Promise<void> {
  const { tessera } = deployment.contracts;
  const voucher = { offerId, holder: holder.address, version: 1, spent };
  const signature = await holder.wallet.signTypedData({
    account: holder.account,
    domain: tesseraDomain(deployment.chainId, tessera),
    types: { Voucher: typedData.Voucher },
    primaryType: "Voucher",
    message: voucher,
  });
  await send(relay, { address: tessera, abi: tesseraAbi, functionName: "settle", args: [voucher, signature] });
}
