import type { Context } from "~/context.server.ts";
import type { AssetId } from "~/ids.ts";
import type { Marketplace } from "../../support/marketplace.ts";
import { listSample, ppmOf } from "../../support/sample-asset.ts";

const CREATOR = 2;
export const PRICE = 1_000_000n;

/** Lists `count` assets with one offer each on a running marketplace. */
export async function listOnMarket({ context, person, env }: Marketplace, count: number): Promise<AssetId[]> {
  const unused = () => Promise.reject(new Error("The bench has no anvil of its own."));
  const listing: Context & Parameters<typeof listSample>[0] = {
    ...context,
    storage: person(CREATOR).storage,
    anvil: { rpcUrl: env.CHAIN_RPC_URL ?? "", send: unused, stop: unused },
    passTime: () => {},
    close: unused,
  };
  const assets: AssetId[] = [];
  for (let number = 1; number <= count; number += 1) {
    const shares = [ppmOf(CREATOR, 1_000_000)];
    assets.push(
      await listSample(listing, { creator: CREATOR, name: `Sold ${number}`, shares, offers: [{ price: PRICE }] }),
    );
  }
  return assets;
}
