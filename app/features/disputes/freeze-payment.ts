import { type Address, sha256, stringToBytes, type TransactionReceipt } from "viem";
import type { TransactionSteps } from "~/features/accounts/wallet/use-transaction.ts";
import type { Wallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { PaymentView } from "~/features/licences/licence-view.ts";
import type { OfferId } from "~/ids.ts";
import type { Site } from "~/site.ts";
import { casesAbi } from "../../../contracts/abi/cases.ts";

interface Freeze {
  site: Site;
  wallet: Pick<Wallet, "writeContract">;
  offer: OfferId;
  holder: Address;
  payment: PaymentView;
  /** Why, in the buyer's words. Only its SHA-256 goes on chain. */
  reason: string;
}

/** Opens a dispute over one payment inside the hold: the money is frozen, and the licence stops opening until the case ends. */
export function freezePayment(
  { site, wallet, offer, holder, payment, reason }: Freeze,
  steps: TransactionSteps,
): Promise<TransactionReceipt> {
  steps.signing("Confirm that this payment is frozen.");
  return wallet.writeContract({
    address: site.contracts.cases,
    abi: casesAbi,
    functionName: "openDispute",
    args: [BigInt(offer), holder, payment.payer, payment.amount.amount, sha256(stringToBytes(reason))],
    onSent: steps.sent,
  });
}
