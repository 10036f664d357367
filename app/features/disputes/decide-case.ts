import type { TransactionReceipt } from "viem";
import type { TransactionSteps } from "~/features/accounts/wallet/use-transaction.ts";
import type { Wallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { Site } from "~/site.ts";
import { casesAbi } from "../../../contracts/abi/cases.ts";
import type { CaseView } from "./case-view.ts";

interface Decision {
  site: Site;
  wallet: Pick<Wallet, "writeContract">;
  case: CaseView;
  /** Minor units that go back to the payer: all of the payment revokes the licence, none releases it. */
  refund: bigint;
}

const none = 0;

/** A first reviewer's proposal. */
export function proposeDecision(
  { site, wallet, case: of, refund }: Decision,
  steps: TransactionSteps,
): Promise<TransactionReceipt> {
  steps.signing("Confirm your proposal.");
  return wallet.writeContract({
    address: site.contracts.cases,
    abi: casesAbi,
    functionName: "propose",
    args: [BigInt(of.id), { refund, action: none, data: "0x" }],
    onSent: steps.sent,
  });
}

/** Another reviewer's agreement to exactly that decision. */
export function confirmDecision(
  { site, wallet, case: of, refund }: Decision,
  steps: TransactionSteps,
): Promise<TransactionReceipt> {
  steps.signing("Confirm the decision: it takes effect on chain.");
  return wallet.writeContract({
    address: site.contracts.cases,
    abi: casesAbi,
    functionName: "confirm",
    args: [BigInt(of.id), { refund, action: none, data: "0x" }],
    onSent: steps.sent,
  });
}
