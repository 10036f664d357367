import { type Address, createClient, http, parseSignature, type TransactionReceipt, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import type { TransactionSteps } from "~/features/accounts/wallet/use-transaction.ts";
import type { Wallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { OfferView } from "~/features/assets/asset-view.ts";
import type { Site } from "~/site.ts";
import { tesseraAbi } from "../../../../contracts/abi/tessera.ts";
import { permitDomain, permitTypes } from "./permit.ts";

const permitLife = 3600n;

interface Purchase {
  site: Site;
  wallet: Pick<Wallet, "signTypedData" | "writeContract">;
  buyer: Address;
  offer: OfferView;
  /** The latest version that the buyer has seen: the contract refuses if there is a newer one. */
  version: number;
}

/**
 * Buys a licence, or renews the one that is held: one permit and one transaction for a token, one transaction for the chain's own
 * coin. Never pays more than the price that was shown. @throws the wallet's or the contract's error.
 */
export async function buyOffer(
  { site, wallet, buyer, offer, version }: Purchase,
  steps: TransactionSteps,
): Promise<TransactionReceipt> {
  const { amount, currency } = offer.price;
  const tessera = { address: site.contracts.tessera, abi: tesseraAbi } as const;
  const order = { offerId: BigInt(offer.id), to: buyer, maxPrice: amount, version, allowProof: [] };
  if (currency.address === zeroAddress || amount === 0n) {
    steps.signing("Confirm the purchase.");
    return wallet.writeContract({ ...tessera, functionName: "buy", args: [order], value: amount, onSent: steps.sent });
  }
  const reader = createClient({ transport: http(site.chain.rpcUrl) });
  const { domain, nonce } = await permitDomain(reader, currency.address, buyer, site.chain.id);
  const held = await readContract(reader, {
    address: currency.address,
    abi: permitTypes.abi,
    functionName: "balanceOf",
    args: [buyer],
  });
  if (held < amount) throw new TooLittleMoneyError(currency.symbol);
  const deadline = BigInt(Math.floor(Date.now() / 1000)) + permitLife;
  steps.signing("Allow the payment: this signature lets the contract take the price, once.");
  const signature = await wallet.signTypedData({
    domain,
    types: permitTypes.types,
    primaryType: "Permit",
    message: { owner: buyer, spender: site.contracts.tessera, value: amount, nonce, deadline },
  });
  const { r, s, yParity } = parseSignature(signature);
  steps.signing("Confirm the purchase.");
  return wallet.writeContract({
    ...tessera,
    functionName: "buyWithPermit",
    args: [order, { value: amount, deadline, v: 27 + yParity, r, s }],
    onSent: steps.sent,
  });
}

export class TooLittleMoneyError extends Error {
  override name = "TooLittleMoneyError";
  constructor(symbol: string) {
    super(`The account has less ${symbol} than the price.`);
  }
}
