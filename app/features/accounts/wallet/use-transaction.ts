import { useRevalidator } from "@remix-run/react";
import { useCallback, useRef, useState } from "react";
import type { Hex, TransactionReceipt } from "viem";

export type TransactionState =
  | { readonly step: "idle" }
  /** Waiting for the person to sign in the wallet; `what` says what is signed. */
  | { readonly step: "signing"; readonly what: string }
  | { readonly step: "sent"; readonly hash: Hex }
  | { readonly step: "confirmed"; readonly hash: Hex }
  | { readonly step: "failed"; readonly words: string };

export interface TransactionSteps {
  signing: (what: string) => void;
  sent: (hash: Hex) => void;
}

/** Waits until the server's index has seen the block, so that the pages show what happened; gives up quietly after a few seconds. */
async function waitForIndex(block: bigint): Promise<void> {
  await fetch(`/indexed/${block}`).catch(() => null);
}

/**
 * Runs a transaction and tells its steps. A second call while one runs does nothing, so double clicks are harmless.
 * @param errors words for the contract's named errors
 */
export function useTransaction(errors: Readonly<Record<string, string>> = {}) {
  const [state, setState] = useState<TransactionState>({ step: "idle" });
  const running = useRef(false);
  const { revalidate } = useRevalidator();

  const run = useCallback(
    async (work: (steps: TransactionSteps) => Promise<TransactionReceipt>): Promise<TransactionReceipt | null> => {
      if (running.current) return null;
      running.current = true;
      setState({ step: "signing", what: "Preparing" });
      try {
        const receipt = await work({
          signing: (what) => setState({ step: "signing", what }),
          sent: (hash) => setState({ step: "sent", hash }),
        });
        await waitForIndex(receipt.blockNumber);
        setState({ step: "confirmed", hash: receipt.transactionHash });
        revalidate();
        return receipt;
      } catch (error) {
        const { walletWords } = await import("./wallet-words.ts");
        setState({ step: "failed", words: walletWords(error, errors) });
        return null;
      } finally {
        running.current = false;
      }
    },
    [errors, revalidate],
  );

  return {
    state,
    run,
    busy: state.step === "signing" || state.step === "sent",
    reset: () => setState({ step: "idle" }),
  };
}
