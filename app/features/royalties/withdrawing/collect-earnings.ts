import { type Address, createClient, http, type TransactionReceipt } from "viem";
import { readContract } from "viem/actions";
import type { TransactionSteps } from "~/features/accounts/wallet/use-transaction.ts";
import type { Wallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { Site } from "~/site.ts";
import { lensAbi } from "../../../../contracts/abi/lens.ts";
import { tesseraAbi } from "../../../../contracts/abi/tessera.ts";
import { recipientOf, sharesProof } from "../../../../contracts/shares-tree.ts";
import type { AssetEarnings, EarningsView } from "../earnings-view.ts";

export class NoShareError extends Error {
  override name = "NoShareError";
  constructor(title: string) {
    super(`The shares of “${title}” changed meanwhile. Reload the page and try again.`);
  }
}

interface Withdrawal {
  site: Site;
  wallet: Pick<Wallet, "writeContract">;
  account: Address;
  earnings: EarningsView;
}

/** Claims what has matured of every asset and pays it out with the account's balance, in one transaction. */
export async function collectEarnings(
  { site, wallet, account, earnings }: Withdrawal,
  steps: TransactionSteps,
): Promise<TransactionReceipt> {
  const reader = createClient({ transport: http(site.chain.rpcUrl) });
  const recipient = recipientOf(account);
  const currency = earnings.currency.address;
  const claimOf = async (asset: AssetEarnings) => {
    const args = [BigInt(asset.asset), currency, recipient, asset.ppm] as const;
    const [, , , due] = await readContract(reader, {
      address: site.contracts.lens,
      abi: lensAbi,
      functionName: "earningsOf",
      args,
    });
    const proof = sharesProof(asset.shares, recipient);
    if (!proof) throw new NoShareError(asset.title);
    return {
      assetId: BigInt(asset.asset),
      period: asset.period,
      currency,
      recipient,
      ppm: asset.ppm,
      offers: due,
      proof,
    };
  };
  const claims = await Promise.all(earnings.assets.filter(({ claimable }) => claimable > 0n).map(claimOf));
  steps.signing("Confirm the withdrawal.");
  return wallet.writeContract({
    address: site.contracts.tessera,
    abi: tesseraAbi,
    functionName: "collect",
    args: [claims, currency, account],
    onSent: steps.sent,
  });
}
