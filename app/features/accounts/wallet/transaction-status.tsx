import type { ReactNode } from "react";
import { Hash } from "~/ui/hash.tsx";
import { Notice } from "~/ui/notice.tsx";
import type { TransactionState } from "./use-transaction.ts";

interface Props {
  state: TransactionState;
  /** What is said once it is confirmed. */
  done: ReactNode;
}

/** How a transaction goes, in words, announced as it changes. */
export function TransactionStatus({ state, done }: Props) {
  return (
    <div aria-live="polite">
      {state.step === "signing" ? (
        <Notice title={state.what === "Preparing" ? "Preparing" : "Your wallet asks you"}>
          {state.what === "Preparing" ? <p>Checking that it can go through.</p> : <p>{state.what}</p>}
        </Notice>
      ) : null}
      {state.step === "sent" ? (
        <Notice title="Sent">
          <p>Waiting for the chain to confirm. You may leave this page; nothing is lost.</p>
          <Hash value={state.hash} label="Transaction" />
        </Notice>
      ) : null}
      {state.step === "confirmed" ? (
        <Notice tone="good" title="Confirmed">
          {done}
          <Hash value={state.hash} label="Transaction" />
        </Notice>
      ) : null}
      {state.step === "failed" ? (
        <Notice tone="bad" title="It did not go through">
          <p>{state.words}</p>
        </Notice>
      ) : null}
    </div>
  );
}
