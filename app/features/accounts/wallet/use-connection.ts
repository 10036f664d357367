import { useCallback, useEffect, useState } from "react";
import type { Address } from "viem";
import * as z from "zod/mini";
import type { Site } from "~/site.ts";
import type { BrowserWallet } from "./browser-wallets.ts";
import { type DemoRole, demoRoleAt } from "./demo-roles.ts";
import type { RequestView } from "./describe-request.ts";
import type { Provider } from "./provider.ts";
import { keepChoice, recallChoice, type WalletChoice } from "./remembered-choice.ts";

export interface Connection {
  kind: "demo" | "browser";
  name: string;
  address: Address;
  choice: WalletChoice;
  /** Made at the first use: the demo wallet's code is not loaded before. */
  provider: () => Promise<Provider>;
}

const accountsSchema = z.array(z.custom<Address>((value) => /^0x[0-9a-fA-F]{40}$/.test(String(value))));

async function openDemo(site: Site, role: DemoRole, ask: (view: RequestView) => Promise<boolean>): Promise<Provider> {
  const { openDemoProvider } = await import("./open-demo-provider.ts");
  return openDemoProvider(site, role, ask);
}

const accountOf = async (provider: Provider, method: "eth_accounts" | "eth_requestAccounts"): Promise<Address | null> =>
  accountsSchema.parse(await provider.request({ method }))[0] ?? null;

interface Surroundings {
  site: Site | null;
  /** The signed-in account, which a remembered wallet must still have. */
  session: Address | null;
  wallets: readonly BrowserWallet[];
  ask: (view: RequestView) => Promise<boolean>;
}

/** Which wallet speaks for this page: remembered over reloads while its account is the signed-in one. */
export function useConnection({ site, session, wallets, ask }: Surroundings) {
  const [connection, setConnection] = useState<Connection | null>(null);

  const connectDemo = useCallback(
    async (role: DemoRole): Promise<Connection> => {
      if (!site) throw new Error("The page has not loaded what the wallet needs. Reload it.");
      const provider = await openDemo(site, role, ask);
      const address = await accountOf(provider, "eth_accounts");
      if (!address) throw new Error("The demo wallet has no account.");
      return {
        kind: "demo",
        name: role.label,
        address,
        choice: { kind: "demo", role: role.key },
        provider: async () => provider,
      };
    },
    [site, ask],
  );

  const connectBrowser = useCallback(async ({ info, provider }: BrowserWallet): Promise<Connection> => {
    const address = await accountOf(provider, "eth_requestAccounts");
    if (!address) throw new Error(`${info.name} gave this page no account. Allow one and try again.`);
    return {
      kind: "browser",
      name: info.name,
      address,
      choice: { kind: "browser", rdns: info.rdns },
      provider: async () => provider,
    };
  }, []);

  useEffect(() => {
    if (connection || !session || !site) return;
    const choice = recallChoice();
    // By the session and not by what was remembered: a page that was left while it switched accounts must not sign with the former key.
    const role = choice?.kind === "demo" ? demoRoleAt(session) : undefined;
    if (choice && role && site.embedded) {
      const provider = () => openDemo(site, role, ask);
      setConnection({ kind: "demo", name: role.label, address: session, choice, provider });
    }
    const wallet = choice?.kind === "browser" && wallets.find(({ info }) => info.rdns === choice.rdns);
    if (!choice || !wallet) return;
    const { provider, info } = wallet;
    void accountOf(provider, "eth_accounts").then((address) => {
      if (address) setConnection({ kind: "browser", name: info.name, address, choice, provider: async () => provider });
    });
  }, [connection, session, site, wallets, ask]);

  const adopt = useCallback((next: Connection | null) => {
    keepChoice(next?.choice ?? null);
    setConnection(next);
  }, []);

  return { connection, connectDemo, connectBrowser, adopt };
}
