import { useSite } from "~/frame/use-site.ts";
import { Notice } from "~/ui/notice.tsx";
import { Seal } from "~/ui/seal.tsx";
import type { BrowserWallet } from "./browser-wallets.ts";
import { type DemoRole, demoRoles } from "./demo-roles.ts";

interface Choices {
  wallets: readonly BrowserWallet[];
  busy: boolean;
  onBrowser: (wallet: BrowserWallet) => void;
  onDemo: (role: DemoRole) => void;
}

/** Wallets found in this browser and, on the embedded chain, the demo's people. */
export function WalletChoices({ wallets, busy, onBrowser, onDemo }: Choices) {
  const site = useSite();
  return (
    <>
      {wallets.length > 0 ? (
        <ul className="choices" aria-label="Wallets in this browser">
          {wallets.map((wallet) => (
            <li key={wallet.info.uuid}>
              <button type="button" disabled={busy} onClick={() => onBrowser(wallet)}>
                {wallet.info.icon ? <img src={wallet.info.icon} width="28" height="28" alt="" /> : null}
                <span>{wallet.info.name}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {site?.embedded ? (
        <section className="stack-tight" aria-label="Demo accounts">
          <p className="small quiet">
            The chain runs on this machine, so you can be anyone. These accounts have public keys and play money.
          </p>
          <ul className="choices">
            {demoRoles.map((role) => (
              <li key={role.key}>
                <button type="button" disabled={busy} onClick={() => onDemo(role)}>
                  <Seal id={role.key} size={28} />
                  <span>
                    <strong>{role.label}</strong>
                    <span className="quiet"> {role.does}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {wallets.length === 0 && !site?.embedded ? (
        <Notice tone="warn" title="No wallet found">
          <p>Install a wallet extension for this browser, or open this page in a wallet's own browser, then reload.</p>
        </Notice>
      ) : null}
    </>
  );
}
