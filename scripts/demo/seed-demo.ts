import {
  type Account,
  type Address,
  createPublicClient,
  createWalletClient,
  defineChain,
  type Hex,
  hexToBytes,
  http,
} from "viem";
import { demoAccount } from "~/demo-accounts.ts";
import { issueUploadToken } from "~/features/assets/upload-token.server.ts";
import { type AssetId, assetIdOf, type Cid } from "~/ids.ts";
import type { KeyNetwork } from "~/ports/keys/key-network.ts";
import { DAG_PB, encodeCid, RAW } from "~/ports/storage/cid.ts";
import { createGatewayStorage } from "~/ports/storage/gateway-storage.ts";
import type { Storage } from "~/ports/storage/storage.ts";
import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import { demoAssets } from "./demo-assets.ts";
import { type Publishing, publishAsset } from "./publish-asset.ts";
import type { SeedJournal } from "./seed-journal.ts";

export interface SeedOptions {
  readonly chainId: number;
  readonly rpcUrl: string;
  readonly startBlock: bigint;
  readonly tessera: Address;
  readonly usdc: Address;
  readonly storeUrl: string;
  readonly uploadSecret: string;
  readonly keys: Pick<KeyNetwork, "wrap">;
  readonly journal: SeedJournal;
  readonly onProgress: (text: string) => void;
}

function clientsOf({ chainId, rpcUrl }: SeedOptions, account: Account) {
  const nativeCurrency = { name: "Ether", symbol: "ETH", decimals: 18 };
  const chain = defineChain({ id: chainId, name: "chain", nativeCurrency, rpcUrls: { default: { http: [rpcUrl] } } });
  const transport = http(rpcUrl);
  return {
    client: createPublicClient({ chain, transport, pollingInterval: 50 }),
    wallet: createWalletClient({ account, chain, transport }),
  };
}

type Chain = Pick<Publishing, "client" | "tessera"> & Pick<SeedOptions, "startBlock">;

/** The CIDs that the asset's versions commit to; none while it is not listed. */
async function listedCids({ client, tessera, startBlock }: Chain, assetId: AssetId): Promise<Set<Cid>> {
  const events = await client.getContractEvents({
    address: tessera,
    abi: tesseraAbi,
    eventName: "VersionAdded",
    args: { assetId: BigInt(assetId) },
    fromBlock: startBlock,
    strict: true,
  });
  return new Set(events.flatMap(({ args }) => cidsOf(args.content)));
}

/** The chain keeps digests only: a ciphertext of one leaf is a raw block, a larger one has a node for its root. */
function cidsOf({ manifest, ciphertext }: { manifest: Hex; ciphertext: Hex }): Cid[] {
  const content = hexToBytes(ciphertext);
  return [encodeCid(RAW, hexToBytes(manifest)), encodeCid(RAW, content), encodeCid(DAG_PB, content)];
}

/** Marks what is listed, and removes what an earlier run stored and did not come to list. */
async function tidy(chain: Chain, storage: Storage, journal: SeedJournal): Promise<void> {
  for (const { assetId, cid } of journal.lines()) {
    const listed = await listedCids(chain, assetId);
    if (listed.has(cid)) await storage.pin(cid);
    else await storage.remove(cid, true);
  }
}

/**
 * Publishes the demo assets as their creator: what they look like from outside is what any creator's do. Can be run again at any time, after a crash too:
 * what is listed stays, what is not is done anew.
 * @returns the assets' ids
 */
export async function seedDemo(options: SeedOptions): Promise<AssetId[]> {
  const { chainId, tessera, usdc, uploadSecret, journal, onProgress } = options;
  const { client, wallet } = clientsOf(options, demoAccount(2));
  const expires = Math.floor(Date.now() / 1000) + 3600;
  const account = wallet.account.address;
  const token = issueUploadToken(uploadSecret, { account, maxBytes: 1e9, expires, purpose: "operate" });
  const storage = createGatewayStorage({ url: options.storeUrl, token: () => token });
  const chain = { client, tessera, startBlock: options.startBlock };
  const publishing = { chainId, tessera, wallet, client, storage, keys: options.keys };

  await tidy(chain, storage, journal);
  const ids: AssetId[] = [];
  for (const { name, salt, make } of demoAssets(usdc)) {
    const assetId = assetIdOf(account, salt);
    ids.push(assetId);
    if ((await listedCids(chain, assetId)).size > 0) continue;
    onProgress(`publishing the ${name}`);
    const published = await publishAsset(publishing, make(), (asset, cid) => journal.add({ assetId: asset, cid }));
    await storage.pin(published.ciphertext);
    await storage.pin(published.manifestCid);
  }
  return ids;
}
