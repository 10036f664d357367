import { useState } from "react";
import type { TransactionReceipt } from "viem";
import { TransactionStatus } from "~/features/accounts/wallet/transaction-status.tsx";
import { type TransactionSteps, useTransaction } from "~/features/accounts/wallet/use-transaction.ts";
import { useWallet } from "~/features/accounts/wallet/wallet-context.ts";
import { caseErrors } from "~/features/disputes/case-errors.ts";
import type { CaseView } from "~/features/disputes/case-view.ts";
import { useSite } from "~/frame/use-site.ts";
import { formatMoney } from "~/money.ts";
import { Button } from "~/ui/button.tsx";
import { Hash } from "~/ui/hash.tsx";
import { Segmented } from "~/ui/segmented.tsx";

const choices = [
  { value: "refund", label: "Refund the buyer" },
  { value: "release", label: "Release the payment" },
] as const;

/** What is proposed, and what this reviewer can do about it. */
export function CaseDecision({ of, reviewer }: { of: CaseView; reviewer: boolean }) {
  const site = useSite();
  const wallet = useWallet();
  const [outcome, setOutcome] = useState<"refund" | "release">("refund");
  const { state, run, busy } = useTransaction(caseErrors);
  const { proposal } = of;
  const own = proposal?.reviewer.toLowerCase() === wallet.address?.toLowerCase();

  const decide = (kind: "propose" | "confirm", refund: bigint) =>
    run(async (steps: TransactionSteps): Promise<TransactionReceipt> => {
      if (!site) throw new Error("Reload the page.");
      const { proposeDecision, confirmDecision } = await import("~/features/disputes/decide-case.ts");
      return (kind === "propose" ? proposeDecision : confirmDecision)({ site, wallet, case: of, refund }, steps);
    });

  return (
    <div className="stack-tight">
      {proposal && of.state === "proposed" ? (
        <p className="small">
          <Hash value={proposal.reviewer} label="Reviewer's address" keep={4} copy={false} /> proposes to{" "}
          {proposal.refund === 0n
            ? "release the payment to the creator."
            : `refund ${formatMoney({ ...of.amount, amount: proposal.refund })} to the buyer.`}
        </p>
      ) : null}
      {reviewer && of.state === "open" ? (
        <div className="row case-actions">
          <Segmented label="How the case ends" options={choices} value={outcome} onChange={setOutcome} />
          <Button busy={busy} onClick={() => void decide("propose", outcome === "refund" ? of.amount.amount : 0n)}>
            Propose
          </Button>
        </div>
      ) : null}
      {reviewer && proposal && of.state === "proposed" ? (
        own ? (
          <p className="small quiet">You proposed this. Another reviewer confirms it.</p>
        ) : (
          <div className="row">
            <Button tone="primary" busy={busy} onClick={() => void decide("confirm", proposal.refund)}>
              {proposal.refund === 0n ? "Confirm the release" : "Confirm the refund"}
            </Button>
          </div>
        )
      ) : null}
      <TransactionStatus state={state} done={<p>It is on chain.</p>} />
    </div>
  );
}
