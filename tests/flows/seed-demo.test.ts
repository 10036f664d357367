import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { manifestCid, parseManifest, termsHash } from "~/features/assets/manifest.ts";
import { collect as collectBytes } from "~/ports/storage/storage.contract.ts";
import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import { demoAssets } from "../../scripts/demo/demo-assets.ts";
import { buyLicence } from "../support/buy-licence.ts";
import { type Marketplace, startMarketplace } from "../support/marketplace.ts";
import { openAsset } from "../support/open-asset.ts";
import { runToEnd } from "../support/run-to-end.ts";

const SEED = "scripts/demo/seed.ts";
let marketplace: Marketplace;
beforeAll(async () => {
  marketplace = await startMarketplace();
});
afterAll(() => marketplace?.close());

const eventsOf = <Name extends "Listed" | "VersionAdded" | "SharesSet" | "OfferAdded">(eventName: Name) => {
  const { client } = marketplace.person(0);
  const address = marketplace.deployment.contracts.tessera;
  return client.getContractEvents({ address, abi: tesseraAbi, eventName, fromBlock: 0n, strict: true });
};
const storedFiles = () => readdirSync(join(marketplace.dataDir, "store", "files"));

/** Kills the seeding that many milliseconds after it began with that asset, unless it ends before. */
async function seedAndKill(asset: string, delay: number): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", SEED], {
    env: { ...process.env, ...marketplace.env },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ended = once(child, "exit");
  child.on("message", ({ text }: { text?: string }) => {
    if (text?.includes(asset)) setTimeout(() => child.kill("SIGKILL"), delay);
  });
  await ended;
}

it("finishes what kills interrupted, and leaves nothing of them", async () => {
  for (const [index, delay] of [50, 250, 400, 550, 700, 850, 1000, 400, 700].entries()) {
    await seedAndKill(index < 7 ? "readings" : "adapter", delay);
  }
  const begun = performance.now();
  await runToEnd(SEED, marketplace.env);
  expect(performance.now() - begun).toBeLessThan(30_000);
  expect(await eventsOf("Listed")).toHaveLength(3);
  expect(storedFiles()).toHaveLength(6);
  const block = await marketplace.person(0).client.getBlockNumber();
  await runToEnd(SEED, marketplace.env);
  expect(await eventsOf("Listed")).toHaveLength(3);
  expect(storedFiles()).toHaveLength(6);
  expect(await marketplace.person(2).client.getTransactionCount({ address: marketplace.person(2).address })).toBe(3);
  expect(block).toBeGreaterThan(0n);
});

it("lists what the public records say, and each opens for who bought it", async () => {
  const builder = marketplace.person(4);
  const versions = await eventsOf("VersionAdded");
  const drafts = demoAssets(marketplace.deployment.contracts.usdc).map(({ make }) => make());
  expect(versions).toHaveLength(drafts.length);
  for (const [index, { args }] of versions.entries()) {
    const encoded = await collectBytes(await builder.storage.read(manifestCid(args.content.manifest)));
    const manifest = parseManifest(encoded);
    if (!manifest.ok) throw new Error(manifest.reason);
    const draft = drafts[index];
    expect(manifest.value).toMatchObject({ title: draft?.title, kind: draft?.kind, version: 1 });
    expect(args.content.terms).toBe(termsHash(manifest.value.licence));
    const price = draft?.offers[0]?.price ?? 0n;
    await buyLicence(marketplace, builder, args.assetId, price);
    const opened = await openAsset(marketplace, builder, manifest.value);
    const bytes = draft?.files.reduce((sum, { blob }) => sum + blob.size, 0);
    expect(opened).toMatchObject({ ok: true, value: { bytes } });
  }
});

it("gives the adapter a parent and the problems two contributors", async () => {
  const shares = (await eventsOf("SharesSet")).map(({ args }) => args);
  const [readings, problems, adapter] = shares;
  expect(readings?.shares).toHaveLength(2);
  expect(problems?.shares).toHaveLength(3);
  expect(adapter?.shares.map(({ recipient }) => recipient)).toContain(problems?.assetId);
  expect(await eventsOf("OfferAdded")).toHaveLength(6);
});
