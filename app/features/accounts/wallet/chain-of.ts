import { type Chain, defineChain } from "viem";
import type { Site } from "~/site.ts";

export function chainOf({ chain }: Pick<Site, "chain">): Chain {
  return defineChain({
    id: chain.id,
    name: chain.name,
    nativeCurrency: { name: chain.coin, symbol: chain.coin, decimals: 18 },
    rpcUrls: { default: { http: [chain.rpcUrl] } },
  });
}
