import { useSite } from "~/frame/use-site.ts";
import { Button } from "~/ui/button.tsx";
import { useToast } from "~/ui/toasts.tsx";
import { TransactionStatus } from "../wallet/transaction-status.tsx";
import { useTransaction } from "../wallet/use-transaction.ts";
import { useWallet } from "../wallet/wallet-context.ts";

const handful = 1_000_000_000n;

/** Gives the connected account 1,000 of the demo's money. Shown on the embedded chain only. */
export function Faucet({ onDone }: { onDone: () => void }) {
  const site = useSite();
  const wallet = useWallet();
  const say = useToast();
  const { state, run, busy } = useTransaction();
  const token = site?.embedded ? site.contracts.usdc : null;
  const account = wallet.address;
  if (!token || !account) return null;
  const give = () =>
    run(async (steps) => {
      const { demoUsdcAbi } = await import("../../../../contracts/abi/demoUsdc.ts");
      steps.signing("Confirm the demo money in your wallet.");
      return wallet.writeContract({
        address: token,
        abi: demoUsdcAbi,
        functionName: "mint",
        args: [account, handful],
        onSent: steps.sent,
      });
    }).then((receipt) => {
      if (!receipt) return;
      say("1,000 demo USDC are yours", "good");
      onDone();
    });
  return (
    <div className="stack-tight">
      <Button size="small" busy={busy} onClick={() => void give()}>
        Get 1,000 demo USDC
      </Button>
      {state.step === "failed" ? <TransactionStatus state={state} done={null} /> : null}
    </div>
  );
}
