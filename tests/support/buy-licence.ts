import { parseEventLogs, parseSignature, type TransactionReceipt } from "viem";
import { permitDomain, permitTypes } from "~/features/licences/buying/permit.ts";
import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import type { Marketplace, Person } from "./marketplace.ts";
import { send } from "./send.ts";

/** Buys as a page does: one permit, one transaction. @returns the `Bought` event's arguments */
export async function buyLicence({ deployment }: Marketplace, buyer: Person, offerId: bigint, price: bigint) {
  const { tessera, usdc } = deployment.contracts;
  const { domain, nonce } = await permitDomain(buyer.client, usdc, buyer.address, deployment.chainId);
  const { timestamp } = await buyer.client.getBlock();
  const deadline = timestamp + 3600n;
  const signature = await buyer.wallet.signTypedData({
    account: buyer.account,
    domain,
    types: permitTypes.types,
    primaryType: "Permit",
    message: { owner: buyer.address, spender: tessera, value: price, nonce, deadline },
  });
  const { r, s, yParity } = parseSignature(signature);
  const order = { offerId, to: buyer.address, maxPrice: price, version: 1, allowProof: [] };
  const receipt: TransactionReceipt = await send(buyer, {
    address: tessera,
    abi: tesseraAbi,
    functionName: "buyWithPermit",
    args: [order, { value: price, deadline, v: 27 + yParity, r, s }],
  });
  const [bought] = parseEventLogs({ abi: tesseraAbi, logs: receipt.logs, eventName: "Bought" });
  if (bought === undefined) throw new Error("The purchase emitted no Bought event.");
  return bought.args;
}
