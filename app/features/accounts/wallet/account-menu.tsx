import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Address } from "viem";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Hash } from "~/ui/hash.tsx";
import { Notice } from "~/ui/notice.tsx";
import { Seal } from "~/ui/seal.tsx";
import { useWallet } from "./wallet-context.ts";

/** In the header: sign in, or who is signed in and the way out. */
export function AccountMenu({ session }: { session: Address | null }) {
  const wallet = useWallet();
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const shut = (event: Event) => {
      const box = menu.current;
      if (box?.open && !(event.target instanceof Node && box.contains(event.target))) box.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && menu.current?.open) {
        menu.current.open = false;
        menu.current.querySelector("summary")?.focus();
      }
    };
    document.addEventListener("click", shut);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("click", shut);
      document.removeEventListener("keydown", onKey);
    };
  }, []);

  if (!session) {
    return (
      <Button size="small" onClick={wallet.connect} busy={wallet.status === "connecting"}>
        Sign in
      </Button>
    );
  }
  const other = wallet.address !== null && wallet.address.toLowerCase() !== session.toLowerCase();
  const name = wallet.name ?? `${session.slice(0, 6)}…${session.slice(-4)}`;
  const shut = (then: () => void) => () => {
    if (menu.current) menu.current.open = false;
    then();
  };
  return (
    <details className="menu" ref={menu}>
      <summary className="button" data-size="small">
        <Seal id={session.toLowerCase()} size={18} />
        {name}
      </summary>
      <div className="menu-panel">
        <p className="row-apart">
          <strong>{name}</strong>
          {wallet.kind === "demo" ? <Badge tone="warn">Demo wallet</Badge> : null}
        </p>
        <Hash value={session} label="Address" keep={8} />
        {other ? (
          <Notice tone="warn">Your wallet now uses another account than the one that is signed in.</Notice>
        ) : null}
        {wallet.status === "none" ? (
          <Notice tone="warn">The wallet is not connected. Choose it again to sign.</Notice>
        ) : null}
        <Link to="/account" onClick={shut(() => {})}>
          Account and balances
        </Link>
        <div className="row">
          <Button size="small" onClick={shut(wallet.connect)}>
            Switch account
          </Button>
          <Button size="small" tone="quiet" onClick={shut(wallet.leave)}>
            Sign out
          </Button>
        </div>
      </div>
    </details>
  );
}
