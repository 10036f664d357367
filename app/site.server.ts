import type { AppLoadContext } from "@remix-run/node";
import { zeroAddress } from "viem";
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
    contracts: { tessera: zeroAddress, cases: zeroAddress, lens: zeroAddress, keyNetwork: zeroAddress, usdc: null },
    currencies: [],
    parts: [
      { name: "Chain", adapter: config.embedded ? "anvil" : `chain ${config.chain.id}`, embedded: config.embedded },
    ],
    origins: [new URL(config.storeUrl).origin],
  };
}
