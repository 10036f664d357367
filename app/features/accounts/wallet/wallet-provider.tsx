import { useRevalidator } from "@remix-run/react";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import type { Address } from "viem";
import { useSite } from "~/frame/use-site.ts";
import { Dialog } from "~/ui/dialog.tsx";
import { Notice } from "~/ui/notice.tsx";
import { useToast } from "~/ui/toasts.tsx";
import { useBrowserWallets } from "./browser-wallets.ts";
import { DemoConfirm } from "./demo-confirm.tsx";
import { useRequestQueue } from "./request-queue.ts";
import { type Connection, useConnection } from "./use-connection.ts";
import { useSigner } from "./use-signer.ts";
import { WalletChoices } from "./wallet-choices.tsx";
import { type Wallet, WalletContext } from "./wallet-context.ts";

/** Gives every page below it `useWallet()`, with the panel to choose a wallet and the demo wallet's window. */
export function WalletProvider({ session, children }: { session: Address | null; children: ReactNode }) {
  const site = useSite();
  const say = useToast();
  const { revalidate } = useRevalidator();
  const wallets = useBrowserWallets();
  const { current, ask } = useRequestQueue();
  const { connection, connectDemo, connectBrowser, adopt } = useConnection({ site, session, wallets, ask });
  const [choosing, setChoosing] = useState(false);
  const [pending, setPending] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const signer = useSigner(site, connection);

  const enter = async (name: string, open: () => Promise<Connection>) => {
    setPending(name);
    setTrouble(null);
    try {
      const next = await open();
      const { enterSession } = await import("./enter-session.ts");
      await enterSession(next);
      adopt(next);
      setChoosing(false);
      revalidate();
      say(`Signed in as ${next.name}`, "good");
    } catch (error) {
      const { walletWords } = await import("./wallet-words.ts");
      setTrouble(walletWords(error));
    } finally {
      setPending(null);
    }
  };

  const connect = useCallback(() => {
    setTrouble(null);
    setChoosing(true);
  }, []);
  const leave = useCallback(() => {
    adopt(null);
    void import("~/ports/keys/session-store.ts").then(({ clearKeySessions }) => clearKeySessions());
    void import("./sign-in.ts").then(({ signOut }) => signOut().then(revalidate));
  }, [adopt, revalidate]);

  const wallet = useMemo<Wallet>(
    () => ({
      status: pending ? "connecting" : connection ? "ready" : "none",
      kind: connection?.kind ?? null,
      name: connection?.name ?? null,
      address: connection?.address ?? null,
      connect,
      leave,
      ...signer,
    }),
    [pending, connection, connect, leave, signer],
  );

  return (
    <WalletContext.Provider value={wallet}>
      {children}
      <Dialog title="Sign in" open={choosing} onClose={() => setChoosing(false)}>
        <p>Choose the account that signs for you. Signing in proves that it is yours; it moves no money.</p>
        {trouble ? (
          <Notice tone="bad" live>
            {trouble}
          </Notice>
        ) : null}
        <WalletChoices
          wallets={wallets}
          busy={pending !== null}
          onBrowser={(chosen) => void enter(chosen.info.name, () => connectBrowser(chosen))}
          onDemo={(role) => void enter(role.label, () => connectDemo(role))}
        />
      </Dialog>
      <DemoConfirm request={current} owner={pending ?? connection?.name ?? null} />
    </WalletContext.Provider>
  );
}
