import { afterAll, beforeAll, expect, test } from "vitest";
import { readManifests } from "~/features/index/read-manifests.server.ts";
import { readTokens } from "~/features/index/read-tokens.server.ts";
import { IndexWriter } from "~/features/index/sync-index.server.ts";
import type { AssetId } from "~/ids.ts";
import { demoUsdcAbi } from "../../contracts/abi/demoUsdc.ts";
import type { TestContext } from "../../tests/support/context.ts";
import { createDeployedContext } from "../../tests/support/deployed-context.ts";
import { buySample, listSample, ppmOf, walletOf } from "../../tests/support/sample-asset.ts";
import { loader as listLoader } from "./api.v1.assets.ts";
import { loader as assetLoader } from "./api.v1.assets_.$id.ts";
import { loader as licencesLoader } from "./api.v1.licences.ts";

const [creator, builder] = [2, 4];
const site = "http://localhost:4000";
let ctx: TestContext;
let asset: AssetId;

beforeAll(async () => {
  ctx = await createDeployedContext();
  asset = await listSample(ctx, {
    ...{ creator, name: "Tide gauges", shares: [ppmOf(creator, 1_000_000)] },
    offers: [{ price: 18_446_744_073_709_551_617n, term: 3600 }],
  });
  const { usdc } = ctx.deployment.contracts;
  const mint = { abi: demoUsdcAbi, functionName: "mint", args: [walletOf(ctx, builder).address, 2n ** 65n] };
  await walletOf(ctx, builder).write({ ...mint, address: usdc ?? "0x" });
  await buySample(ctx, builder, { asset, offer: 0 });
  await new IndexWriter(ctx).sync();
  await readTokens(ctx);
  await readManifests(ctx);
}, 90_000);
afterAll(() => ctx.close());

const args = (path: string, params = {}, headers = {}) => ({
  request: new Request(`${site}${path}`, { headers }),
  context: { ...ctx },
  params,
});

test("lists assets with exact amounts, for any origin", async () => {
  const response = await listLoader(args("/api/v1/assets?kind=dataset"));
  expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(await response.json()).toMatchObject({
    total: 1,
    next: null,
    assets: [{ id: asset, title: "Tide gauges", from: { amount: "18446744073709551617", currency: { decimals: 6 } } }],
  });
});

test("an answer that has not changed is not sent again", async () => {
  const etag = (await listLoader(args("/api/v1/assets"))).headers.get("ETag") ?? "";
  expect((await listLoader(args("/api/v1/assets", {}, { "If-None-Match": etag }))).status).toBe(304);
});

test("an asset comes with its capsules, CIDs and offers", async () => {
  const response = await assetLoader(args(`/api/v1/assets/${asset}`, { id: asset }));
  const body = (await response.json()) as Record<string, unknown>;
  expect(body).toMatchObject({ id: asset, envelope: "AES256_GCM_HKDF_1MB", offers: [{ term: 3600 }] });
  expect(body.capsules).toEqual(expect.arrayContaining([expect.objectContaining({ network: expect.any(String) })]));
  expect(body.ciphertext).toMatchObject({ cid: expect.stringMatching(/^b[a-z2-7]{58}$/) });
});

test("a holder's licences are what the chain says", async () => {
  const holder = walletOf(ctx, builder).address;
  const mixedCase = `0x${holder.slice(2).toUpperCase()}`;
  const response = await licencesLoader(args(`/api/v1/licences?holder=${mixedCase}`));
  expect(await response.json()).toMatchObject({
    next: null,
    licences: [{ asset, version: 1, revoked: false, frozen: 0, usesLeft: 0 }],
  });
});

test.each([
  ["an unknown kind", () => listLoader(args("/api/v1/assets?kind=tokens")), 400],
  ["an unknown parameter", () => listLoader(args("/api/v1/assets?limit=5")), 400],
  ["an id that is none", () => assetLoader(args("/api/v1/assets/0x12", { id: "0x12" })), 400],
  ["an asset that is not there", () => assetLoader(args("/", { id: `0x${"ab".repeat(31)}00` })), 404],
  ["no holder", () => licencesLoader(args("/api/v1/licences")), 400],
  ["a holder that is no address", () => licencesLoader(args("/api/v1/licences?holder=me")), 400],
])("%s is refused in words", async (_name, call, status) => {
  const response = await call();
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: expect.any(String), message: expect.any(String) });
});
