import { Link } from "@remix-run/react";
import { useState } from "react";
import { TransactionStatus } from "~/features/accounts/wallet/transaction-status.tsx";
import { useTransaction } from "~/features/accounts/wallet/use-transaction.ts";
import { useWallet } from "~/features/accounts/wallet/wallet-context.ts";
import { caseErrors } from "~/features/disputes/case-errors.ts";
import type { LicenceView, PaymentView } from "~/features/licences/licence-view.ts";
import { useSite } from "~/frame/use-site.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { Money } from "~/ui/money.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import { Time } from "~/ui/time.tsx";

const leastWords = 20;

/** A payment that is still inside its hold, with the way to freeze it. */
export function PaymentRow({ licence, payment }: { licence: LicenceView; payment: PaymentView }) {
  const site = useSite();
  const wallet = useWallet();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const { state, run, busy } = useTransaction(caseErrors);
  const holder = wallet.address;

  if (payment.caseId) {
    return (
      <p className="payment small">
        <span>
          <Money of={payment.amount} /> frozen in{" "}
          <Link to={`/cases#case-${payment.caseId}`}>case {payment.caseId}</Link>
        </span>
      </p>
    );
  }
  const freeze = () =>
    run(async (steps) => {
      if (!site || !holder) throw new Error("Connect a wallet first.");
      const { freezePayment } = await import("~/features/disputes/freeze-payment.ts");
      return freezePayment({ site, wallet, offer: licence.offer, holder, payment, reason: reason.trim() }, steps);
    }).then((receipt) => receipt && setAsking(false));
  return (
    <div className="payment small">
      <span>
        <Money of={payment.amount} /> held until <Time at={payment.holdEnd} />
      </span>
      <Button size="small" onClick={() => setAsking(true)}>
        Dispute this payment
      </Button>
      <Dialog
        title="Dispute this payment"
        open={asking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Keep the licence</Button>
            <Button
              tone="danger"
              busy={busy}
              disabled={reason.trim().length < leastWords}
              onClick={() => void freeze()}
            >
              Freeze <Money of={payment.amount} />
            </Button>
          </>
        }
      >
        <p>
          Freezes this payment and nothing else. You cannot open the file while the case is open. Two reviewers decide
          whether you are refunded or the payment is released.
        </p>
        <TextArea
          label="What is wrong with it?"
          hint={`At least ${leastWords} characters. Its fingerprint (SHA-256) goes on chain, so keep the text: it proves what you said and when.`}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <TransactionStatus state={state} done={null} />
      </Dialog>
    </div>
  );
}
