import { syncStaking } from "@tessera/keynet";
import { keccak256, toBytes } from "viem";
import { afterAll, beforeAll, expect, it } from "vitest";
import { wrap } from "~/ports/keys/lit/wrap.ts";
import { recipientOf } from "../../contracts/shares-tree.ts";
import { type Published, publishAsset } from "../../scripts/demo/publish-asset.ts";
import { DEPLOYER_KEY } from "../../scripts/supervisor/environment.ts";
import { type Marketplace, startMarketplace } from "../support/marketplace.ts";
import { openAsset } from "../support/open-asset.ts";
import { plainOffer } from "../support/plain-offer.ts";

let marketplace: Marketplace;
let asset: Published;

beforeAll(async () => {
  marketplace = await startMarketplace();
  const { wallet, client, storage, address } = marketplace.person(2);
  const { chainId, contracts } = marketplace.deployment;
  const { publicKey } = marketplace.keysSite;
  const keys: Parameters<typeof publishAsset>[0]["keys"] = { wrap: (key, gate) => wrap(publicKey, key, gate) };
  asset = await publishAsset(
    { chainId, tessera: contracts.tessera, wallet, client, storage, keys },
    {
      ...{ salt: keccak256(toBytes("nodes die")), title: "A note", description: "", tags: [] },
      ...{ kind: "dataset", licence: { spdx: "CC0-1.0" } },
      offers: [plainOffer(contracts.usdc, { price: 1n })],
      files: [{ name: "note.txt", mediaType: "text/plain", blob: new Blob(["opened all the same"]) }],
      shares: [{ recipient: recipientOf(address), ppm: 1_000_000 }],
    },
  );
});
afterAll(() => marketplace?.close());

const nodes = () => marketplace.services.filter(({ child }) => child.spawnargs.some((arg) => arg.includes("keynet")));
const open = () => openAsset(marketplace, marketplace.person(2), asset.manifest);

/** As the supervisor does every few seconds. */
async function noticeTheDead(): Promise<number> {
  const { litChain: _, staking, rpcUrl, ...network } = marketplace.keysSite;
  const full = { ...network, format: "tessera-keynet/1", epoch: 1 } as const;
  const target = { rpcUrl, ownerKey: DEPLOYER_KEY, keyNetworkAddress: staking, network: full } as const;
  return (await syncStaking(target)).alive.length;
}

it("opens with two of five nodes dead, and says that the network is out of reach with three", async () => {
  expect(await open()).toMatchObject({ ok: true });
  for (const node of nodes().slice(0, 2)) await node.kill("SIGKILL");
  expect(await noticeTheDead()).toBe(3);
  expect(await open()).toMatchObject({ ok: true, value: { bytes: 19 } });
  await nodes()[2]?.kill("SIGKILL");
  await noticeTheDead();
  expect(await open()).toMatchObject({ ok: false, reason: "unreachable" });
});
