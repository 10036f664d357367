import { createHash, randomBytes } from "node:crypto";
import { rawCid } from "@tessera/envelope";
import type { Hex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manifestCid } from "~/features/assets/manifest.ts";
import type { Cid } from "~/ids.ts";
import type { TestContext } from "../../../tests/support/context.ts";
import { createDeployedContext } from "../../../tests/support/deployed-context.ts";
import { listSample, ppmOf } from "../../../tests/support/sample-asset.ts";
import { readManifests } from "./read-manifests.server.ts";
import { IndexWriter } from "./sync-index.server.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await createDeployedContext();
}, 90_000);
afterAll(() => ctx.close());

test("what is listed can't be removed from the store by mistake", async () => {
  const sealed = randomBytes(100);
  const cid = rawCid(createHash("sha256").update(sealed).digest()) as Cid;
  const source = async function* () {
    yield sealed;
  };
  expect(await ctx.storage.put(source(), { cid, bytes: sealed.length })).toMatchObject({ ok: true });
  const listing = { creator: 2, name: "Tide gauges", shares: [ppmOf(2, 1_000_000)], offers: [{ price: 1n }] };
  await listSample(ctx, { ...listing, manifest: { ciphertext: { cid, bytes: 100 } } });
  await new IndexWriter(ctx).sync();
  expect(await readManifests(ctx)).toBe(1);
  const [row] = await ctx.db.manifest.findMany();
  expect(await ctx.storage.remove(manifestCid((row?.digest ?? "0x") as Hex))).toMatchObject({ reason: "pinned" });
  expect(await ctx.storage.remove(cid)).toMatchObject({ reason: "pinned" });
});
