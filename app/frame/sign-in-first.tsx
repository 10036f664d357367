import { useWallet } from "~/features/accounts/wallet/wallet-context.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";

/** In the place of a page that is about one's own account. */
export function SignInFirst({ what }: { what: string }) {
  const wallet = useWallet();
  return (
    <EmptyState title="Sign in first">
      <p>{what}</p>
      <Button tone="primary" onClick={wallet.connect} busy={wallet.status === "connecting"}>
        Sign in
      </Button>
    </EmptyState>
  );
}
