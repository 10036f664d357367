import type { AppLoadContext } from "@remix-run/node";
import { zeroAddress } from "viem";
import type { Currency } from "~/money.ts";
import type { Site } from "~/site.ts";
import type { Part } from "~/ui/part-status.tsx";

type Known = Pick<AppLoadContext, "config" | "deployment" | "keys">;

/** What of this installation the browser may know. */
export function siteOf(context: Known): Site {
  const { config, deployment, keys } = context;
  const { tessera, cases, lens, keyNetwork, usdc } = deployment.contracts;
  const coin: Currency = { address: zeroAddress, symbol: "ETH", decimals: 18 };
  return {
    embedded: config.embedded,
    chain: {
      id: config.chain.id,
      name: config.embedded ? "Tessera's embedded chain" : `Chain ${config.chain.id}`,
      rpcUrl: config.chain.publicRpcUrl,
      coin: coin.symbol,
    },
    contracts: { tessera, cases, lens, keyNetwork, usdc: usdc ?? null },
    currencies: usdc ? [{ address: usdc, symbol: "USDC", decimals: 6 }, coin] : [coin],
    keys,
    storeUrl: config.storeUrl,
    parts: partsOf(context),
    origins: [config.storeUrl, keys.rpcUrl, ...keys.nodes].map((url) => new URL(url).origin),
  };
}

const isLocal = (url: string) => ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);

/** Which adapter each part uses, from configuration alone; the status page also says how each does. */
function partsOf({ config, keys }: Known): Part[] {
  const nodes = `${keys.threshold} of ${keys.nodes.length} nodes`;
  const keysHere = keys.nodes.every(isLocal);
  const embeddedDatabase = new URL(config.databaseUrl).searchParams.has("host");
  return [
    { name: "Chain", adapter: config.embedded ? "anvil" : `chain ${config.chain.id}`, embedded: config.embedded },
    { name: "Keys", adapter: keysHere ? `${nodes}, all on this host` : nodes, embedded: keysHere },
    { name: "Storage", adapter: "own store", embedded: isLocal(config.storeUrl) },
    { name: "Database", adapter: embeddedDatabase ? "PGlite" : "PostgreSQL", embedded: embeddedDatabase },
    { name: "Wallet", adapter: config.embedded ? "demo or your own" : "your own", embedded: config.embedded },
  ];
}
