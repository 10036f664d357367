import { sha256, toHex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "~/actor.ts";
import { getAsset } from "~/features/assets/get-asset.server.ts";
import { listAssets } from "~/features/assets/list-assets.server.ts";
import { listCases } from "~/features/disputes/list-cases.server.ts";
import { listLicences } from "~/features/licences/list-licences.server.ts";
import { listEarnings } from "~/features/royalties/list-earnings.server.ts";
import { acceptVoucher } from "~/features/uses/accept-voucher.server.ts";
import { settleVouchers } from "~/features/uses/settle-vouchers.server.ts";
import { type AssetId, offerIdOf } from "~/ids.ts";
import { createRelay } from "~/ports/chain/relay.server.ts";
import { casesAbi } from "../../../contracts/abi/cases.ts";
import { lensAbi } from "../../../contracts/abi/lens.ts";
import { tesseraAbi } from "../../../contracts/abi/tessera.ts";
import { sharesProof } from "../../../contracts/shares-tree.ts";
import { tesseraDomain, typedData } from "../../../contracts/typed-data.ts";
import type { TestContext } from "../../../tests/support/context.ts";
import { createDeployedContext } from "../../../tests/support/deployed-context.ts";
import { buySample, listSample, ppmOf, walletOf } from "../../../tests/support/sample-asset.ts";
import { readManifests } from "./read-manifests.server.ts";
import { readTokens } from "./read-tokens.server.ts";
import { IndexWriter } from "./sync-index.server.ts";

const operatorKey = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const [creator, contributor, builder] = [2, 3, 4];
const anyone = { query: "", kind: null, licence: null, sort: "newest", after: null } as const;
const DAY = 86_400;

let ctx: TestContext;
let writer: IndexWriter;
let parent: AssetId;
let child: AssetId;

beforeAll(async () => {
  ctx = await createDeployedContext({ OPERATOR_KEY: operatorKey });
  writer = new IndexWriter(ctx);
  parent = await listSample(ctx, {
    ...{ creator, name: "Hourly meter readings", shares: [ppmOf(creator, 700_000), ppmOf(contributor, 300_000)] },
    offers: [
      { price: 9_000_001n, term: 30 * DAY, hold: DAY },
      { price: 1_000n, uses: 10 },
    ],
  });
  child = await listSample(ctx, {
    ...{ creator: contributor, name: "Yearly sums", offers: [{ price: 5_000_000n, hold: DAY }] },
    shares: [ppmOf(contributor, 600_000), { recipient: BigInt(parent), ppm: 400_000 }],
  });
  await writer.sync();
  await readTokens(ctx);
  await readManifests(ctx);
}, 90_000);
afterAll(() => ctx.close());

const actor = (index: number, roles: Actor["roles"] = new Set()): Actor => ({
  address: walletOf(ctx, index).address,
  name: null,
  roles,
});

test("what was listed is found, searched, filtered and looked at", async () => {
  const { assets, total, licences } = await listAssets(ctx, anyone);
  expect(assets.map(({ title }) => title)).toEqual(["Yearly sums", "Hourly meter readings"]);
  expect([total, licences]).toEqual([2, ["CC-BY-4.0"]]);
  expect(assets[1]).toMatchObject({
    metered: true,
    summary: "About Hourly readings of meters.",
    from: { amount: 1_000n },
  });
  const search = async (query: string) =>
    (await listAssets(ctx, { ...anyone, query })).assets.map(({ title }) => title);
  expect(await search("hourly")).toContain("Hourly meter readings");
  expect(await search("yearli sum")).toEqual(["Yearly sums"]);
  expect(await search("huorly metre")).toContain("Hourly meter readings");
  expect(await search("%' OR 1=1")).toEqual([]);
  const asset = await getAsset(ctx, parent);
  expect(asset).toMatchObject({ title: "Hourly meter readings", halted: null, sales: 0, children: [{ id: child }] });
  expect(asset?.offers.map(({ term, uses, open }) => [term, uses, open])).toEqual([
    [30 * DAY, null, true],
    [null, 10, true],
  ]);
  expect((await getAsset(ctx, child))?.parents).toEqual([{ id: parent, title: "Hourly meter readings" }]);
});

test("purchases, uses and a dispute show what the contracts say", async () => {
  await buySample(ctx, builder, { asset: parent, offer: 0 });
  await buySample(ctx, builder, { asset: parent, offer: 1 });
  await buySample(ctx, builder, { asset: child, offer: 0 });
  await writer.sync();
  const licences = await listLicences(ctx, actor(builder));
  expect(licences.map(({ state, usesLeft }) => [state, usesLeft])).toEqual(
    expect.arrayContaining([
      ["valid", null],
      ["valid", 10],
      ["valid", null],
    ]),
  );

  const offerId = offerIdOf(parent, 1);
  const { account, address: holder } = walletOf(ctx, builder);
  const message = { offerId: BigInt(offerId), holder, version: 1, spent: 3 };
  const domain = tesseraDomain(31337, ctx.deployment.contracts.tessera);
  const signature = await account.signTypedData({
    domain,
    types: { Voucher: typedData.Voucher },
    primaryType: "Voucher",
    message,
  });
  const voucher = { offerId, holder, version: 1, signature };
  expect(await acceptVoucher(ctx, { ...voucher, spent: 4 })).toMatchObject({ reason: "wrong-signature" });
  expect(await acceptVoucher(ctx, { ...voucher, spent: 11 })).toMatchObject({ reason: "overspent" });
  expect(await acceptVoucher(ctx, { ...voucher, spent: 3 })).toMatchObject({ ok: true });
  expect(await settleVouchers(ctx, createRelay(ctx.chain, operatorKey))).toBe(1);
  expect(await acceptVoucher(ctx, { ...voucher, spent: 3 })).toMatchObject({ reason: "stale" });

  const sale = offerIdOf(parent, 0);
  const { cases } = ctx.deployment.contracts;
  const dispute = [BigInt(sale), holder, holder, 9_000_001n, sha256(toHex("why"))];
  await walletOf(ctx, builder).write({ address: cases, abi: casesAbi, functionName: "openDispute", args: dispute });
  await writer.sync();
  const now = await listLicences(ctx, actor(builder));
  expect(now.find(({ offer }) => offer === offerId)?.usesLeft).toBe(7);
  const frozen = now.find(({ offer }) => offer === sale);
  expect(frozen).toMatchObject({ state: "frozen", payments: [{ caseId: "1", amount: { amount: 9_000_001n } }] });
  expect(await listCases(ctx, actor(builder))).toMatchObject([
    { id: "1", state: "open", amount: { amount: 9_000_001n } },
  ]);
  expect(await listCases(ctx, actor(7))).toEqual([]);
  expect(await listCases(ctx, actor(5, new Set(["reviewer"])))).toHaveLength(1);

  const decision = { refund: 9_000_001n, action: 0, data: "0x" };
  await walletOf(ctx, 5).write({ address: cases, abi: casesAbi, functionName: "propose", args: [1n, decision] });
  await walletOf(ctx, 6).write({ address: cases, abi: casesAbi, functionName: "confirm", args: [1n, decision] });
  await writer.sync();
  expect(await listCases(ctx, actor(builder))).toMatchObject([{ state: "refunded" }]);
  expect((await listLicences(ctx, actor(builder))).find(({ offer }) => offer === sale)?.state).toBe("revoked");
});

test("pools, claims and balances in the index equal the contracts', to the last unit", async () => {
  await ctx.anvil.send("evm_increaseTime", 3 * DAY);
  await ctx.anvil.send("evm_mine");
  await writer.sync();
  const { tessera } = ctx.deployment.contracts;
  const [earnings] = await listEarnings(ctx, actor(contributor));
  expect(earnings).toMatchObject({ held: 0n, withdrawable: 3_000_000n + 90n });
  const { address } = walletOf(ctx, contributor);
  const recipient = BigInt(address);
  const { lens, usdc } = ctx.deployment.contracts;
  const currency = usdc ?? "0x";
  const requests = await Promise.all(
    (earnings?.assets ?? []).map(async ({ asset, period, ppm, shares }) => {
      const earningsArgs = [BigInt(asset), currency, recipient, ppm] as const;
      const read = { address: lens, abi: lensAbi, functionName: "earningsOf", args: earningsArgs } as const;
      const [, , , offers] = await ctx.chain.read(read);
      const proof = sharesProof(shares, recipient);
      return { assetId: BigInt(asset), period, currency, recipient, ppm, offers, proof };
    }),
  );
  const args = [requests, currency, address];
  await walletOf(ctx, contributor).write({ address: tessera, abi: tesseraAbi, functionName: "collect", args });
  await writer.sync();
  expect(await listEarnings(ctx, actor(contributor))).toMatchObject([{ withdrawable: 0n, withdrawn: 3_000_090n }]);

  for (const row of await ctx.db.pool.findMany()) {
    const poolArgs = [BigInt(row.assetId), row.period, row.currency as `0x${string}`] as const;
    const matured = await ctx.chain.read({ address: tessera, abi: tesseraAbi, functionName: "poolOf", args: poolArgs });
    expect(row.matured.toFixed(0)).toBe(matured.toString());
  }
  for (const row of await ctx.db.claim.findMany()) {
    const claimArgs = [BigInt(row.assetId), row.period, row.currency as `0x${string}`, BigInt(row.recipient)] as const;
    const claimed = await ctx.chain.read({
      address: tessera,
      abi: tesseraAbi,
      functionName: "claimedOf",
      args: claimArgs,
    });
    expect(row.amount.toFixed(0)).toBe(claimed.toString());
  }
  for (const row of await ctx.db.balance.findMany()) {
    const balanceArgs = [row.account as `0x${string}`, row.currency as `0x${string}`] as const;
    const [left, withdrawn] = await ctx.chain.read({
      address: tessera,
      abi: tesseraAbi,
      functionName: "balancesOf",
      args: balanceArgs,
    });
    expect([row.credited.minus(row.withdrawn).toFixed(0), row.withdrawn.toFixed(0)]).toEqual([
      `${left}`,
      `${withdrawn}`,
    ]);
  }
  expect(await ctx.db.pool.count()).toBeGreaterThan(0);
});
