import type { AppLoadContext } from "@remix-run/node";
import type { Site } from "~/site.ts";

/** What of this installation the browser may know. */
export function siteOf({ config }: Pick<AppLoadContext, "config">): Site {
  return {
    embedded: config.embedded,
    chain: {
      id: config.chain.id,
      name: config.embedded ? "Tessera's embedded chain" : `Chain ${config.chain.id}`,
      rpcUrl: config.chain.publicRpcUrl,
      coin: "ETH",
    },
    contracts: {},
    currencies: [],
    parts: [
      { name: "Chain", adapter: config.embedded ? "anvil" : `chain ${config.chain.id}`, embedded: config.embedded },
    ],
    origins: [new URL(config.storeUrl).origin],
  };
}
