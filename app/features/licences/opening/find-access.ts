import { type Address, createClient, http } from "viem";
import { readContract } from "viem/actions";
import type { AssetView } from "~/features/assets/asset-view.ts";
import type { OfferId } from "~/ids.ts";
import type { Site } from "~/site.ts";
import { tesseraAbi } from "../../../../contracts/abi/tessera.ts";

/** What an account can do with an asset now. The key nodes decide; this only tells what they will find. */
export type Access =
  | { readonly kind: "open"; readonly version: number }
  /** A metered licence with units left: opening spends one and opens `version` for a day. */
  | {
      readonly kind: "spend";
      readonly version: number;
      readonly offer: OfferId;
      readonly left: number;
      readonly spent: number;
    }
  | { readonly kind: "none"; readonly version: number };

const MOST_VERSIONS = 16;

/** Asks the chain. @throws viem's error where it does not answer */
export async function findAccess(site: Site, asset: AssetView, account: Address): Promise<Access> {
  const client = createClient({ transport: http(site.chain.rpcUrl, { batch: true }) });
  const tessera = { address: site.contracts.tessera, abi: tesseraAbi } as const;
  const versions = asset.versions.slice(0, MOST_VERSIONS).map(({ number }) => number);
  const allowed = await Promise.all(
    versions.map((version) =>
      readContract(client, { ...tessera, functionName: "canOpen", args: [BigInt(asset.id), version, account] }),
    ),
  );
  const version = versions.find((_, index) => allowed[index]);
  if (version !== undefined) return { kind: "open", version };

  const metered = asset.offers.filter(({ uses }) => uses !== null);
  const found = await Promise.all(
    metered.map(async ({ id }) => {
      const args = [BigInt(id), account] as const;
      const [[meter], licence] = await Promise.all([
        readContract(client, { ...tessera, functionName: "meterOf", args }),
        readContract(client, { ...tessera, functionName: "licenceOf", args }),
      ]);
      const usable = !licence.revoked && licence.frozen === 0;
      return { offer: id, left: usable ? meter.own + meter.given : 0, spent: meter.spent, version: licence.version };
    }),
  );
  const spendable = found.find(({ left }) => left > 0);
  return spendable ? { kind: "spend", ...spendable } : { kind: "none", version: asset.version };
}
