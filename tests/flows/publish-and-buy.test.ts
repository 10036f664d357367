import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keccak256, toBytes } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shareOfDown } from "~/money.ts";
import { wrap } from "~/ports/keys/lit/wrap.ts";
import { casesAbi } from "../../contracts/abi/cases.ts";
import { recipientOf, type Share } from "../../contracts/shares-tree.ts";
import { type Draft, type Published, publishAsset } from "../../scripts/demo/publish-asset.ts";
import { balanceOf, balancesOf, claimForParent, collect, earningsOf } from "../support/accounts.ts";
import { buyLicence } from "../support/buy-licence.ts";
import { findBytes } from "../support/find-bytes.ts";
import { type LargeFile, writeLargeAdapter, writeLargeCsv } from "../support/large-files.ts";
import { type Marketplace, type Person, startMarketplace } from "../support/marketplace.ts";
import { openAsset } from "../support/open-asset.ts";
import { plainOffer } from "../support/plain-offer.ts";
import { send } from "../support/send.ts";
import { settleUse } from "../support/settle-use.ts";

const MARKER = "marker-7f1c0a5e-never-to-leave-in-clear";
const DAY = 86_400;
/** Prices that no share divides evenly. */
const TABLE_PRICE = 33_333_337n;
const ADAPTER_PRICE = 10_000_019n;
const UNIT_PRICE = 1_000_003n;

let marketplace: Marketplace;
let folder: string;
let people: Record<"creator" | "ada" | "ben" | "cem" | "builder" | "stranger" | "first" | "second", Person>;
let table: LargeFile;
let weights: LargeFile;
let parent: Published;
let child: Published;
let parentShares: Share[];
let childShares: Share[];
const dataKeys: Uint8Array[] = [];

const offer = (terms: Parameters<typeof plainOffer>[1]) => plainOffer(marketplace.deployment.contracts.usdc, terms);
const publish = (draft: Omit<Draft, "salt" | "description" | "tags" | "licence">): Promise<Published> => {
  const { chainId, contracts } = marketplace.deployment;
  const { wallet, client, storage } = people.creator;
  const keys = {
    wrap: (key: Parameters<typeof wrap>[1], gate: Parameters<typeof wrap>[2]) =>
      wrap(marketplace.keysSite.publicKey, key, gate),
  };
  const publishing = { chainId, tessera: contracts.tessera, wallet, client, storage, keys };
  const rest = { salt: keccak256(toBytes(draft.title)), description: "", tags: [], licence: { text: "Be kind." } };
  return publishAsset(publishing, { ...rest, ...draft });
};
const offerOf = (asset: Published, number: number): bigint => BigInt(asset.assetId) + BigInt(number);
const open = async (reader: Person, asset: Published) => {
  const opened = await openAsset(marketplace, reader, asset.manifest);
  if (opened.ok) dataKeys.push(opened.value.dataKey.slice());
  return opened;
};
const refusal = { ok: false, reason: "not-allowed" };

beforeAll(async () => {
  marketplace = await startMarketplace();
  folder = mkdtempSync(join(tmpdir(), "tessera-plaintext-"));
  const names = { creator: 2, ada: 3, ben: 8, cem: 9, builder: 4, stranger: 7, first: 5, second: 6 };
  people = Object.fromEntries(
    Object.entries(names).map(([name, index]) => [name, marketplace.person(index)]),
  ) as typeof people;
  table = await writeLargeCsv(join(folder, "table.csv"), MARKER);
  weights = await writeLargeAdapter(join(folder, "adapter_model.safetensors"), MARKER);
  const { creator, ada, ben } = people;
  parentShares = [
    { recipient: recipientOf(creator.address), ppm: 612_345 },
    { recipient: recipientOf(ada.address), ppm: 200_001 },
    { recipient: recipientOf(ben.address), ppm: 187_654 },
  ];
});

afterAll(async () => {
  await marketplace?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the whole path", () => {
  it("publishes a 64 MiB table, and a 100 MB adapter with three contributors and that table as its parent", async () => {
    const { creator, ada, ben, cem } = people;
    parent = await publish({
      ...{ title: "Stations", kind: "dataset", shares: parentShares },
      files: [{ name: "table.csv", mediaType: "text/csv", blob: table.blob }],
      offers: [offer({ price: TABLE_PRICE })],
    });
    expect(parent.manifest.facts).toMatchObject({ kind: "tabular", malformedRows: 0 });
    childShares = [
      { recipient: recipientOf(creator.address), ppm: 400_003 },
      { recipient: recipientOf(ada.address), ppm: 166_666 },
      { recipient: recipientOf(ben.address), ppm: 166_665 },
      { recipient: recipientOf(cem.address), ppm: 166_666 },
      { recipient: BigInt(parent.assetId), ppm: 100_000 },
    ];
    child = await publish({
      ...{ title: "Adapter", kind: "adapter", shares: childShares },
      files: [{ name: "adapter_model.safetensors", mediaType: "application/octet-stream", blob: weights.blob }],
      offers: [offer({ price: ADAPTER_PRICE }), offer({ price: UNIT_PRICE * 2n, uses: 2, term: 0, hold: 0 })],
    });
    expect(child.manifest.facts).toMatchObject({ kind: "adapter", tensorCount: 48, rank: 64 });
  });

  it("refuses a stranger, sells, and then opens to exactly the bytes that were published", async () => {
    expect(await open(people.builder, parent)).toMatchObject(refusal);
    await buyLicence(marketplace, people.builder, offerOf(parent, 0), TABLE_PRICE);
    await buyLicence(marketplace, people.builder, offerOf(child, 0), ADAPTER_PRICE);
    expect(await open(people.builder, parent)).toMatchObject({ ok: true, value: { sha256: table.sha256 } });
    expect(await open(people.builder, child)).toMatchObject({ ok: true, value: { sha256: weights.sha256 } });
    expect(await open(people.stranger, parent)).toMatchObject(refusal);
    expect(await open(people.creator, child)).toMatchObject({ ok: true });
  });

  it("holds each share to the last unit", async () => {
    for (const { recipient, ppm } of parentShares) {
      const held = shareOfDown(TABLE_PRICE, BigInt(ppm));
      expect(await earningsOf(marketplace, parent, { recipient, ppm })).toEqual({ held, claimable: 0n, claimed: 0n });
    }
    for (const { recipient, ppm } of childShares) {
      const held = shareOfDown(ADAPTER_PRICE, BigInt(ppm));
      expect(await earningsOf(marketplace, child, { recipient, ppm })).toEqual({ held, claimable: 0n, claimed: 0n });
    }
  });

  it("stops opening a frozen payment's licence, and refunds it when two reviewers agree", async () => {
    const { stranger, first, second } = people;
    const { cases } = marketplace.deployment.contracts;
    const before = await balanceOf(marketplace, stranger.address);
    const offerId = offerOf(parent, 0);
    await buyLicence(marketplace, stranger, offerId, TABLE_PRICE);
    expect(await open(stranger, parent)).toMatchObject({ ok: true });
    const evidence = keccak256(toBytes("not what it says"));
    const args = [offerId, stranger.address, stranger.address, TABLE_PRICE, evidence] as const;
    await send(stranger, { address: cases, abi: casesAbi, functionName: "openDispute", args });
    expect(await open(stranger, parent)).toMatchObject(refusal);

    const decision = { refund: TABLE_PRICE, action: 0, data: "0x" } as const;
    const call = { address: cases, abi: casesAbi, args: [1n, decision] } as const;
    await send(first, { ...call, functionName: "propose" });
    await expect(send(first, { ...call, functionName: "confirm" })).rejects.toThrow();
    await send(second, { ...call, functionName: "confirm" });
    expect(await balancesOf(marketplace, stranger.address)).toEqual({ withdrawable: TABLE_PRICE, withdrawn: 0n });
    await collect(marketplace, stranger, []);
    expect(await balancesOf(marketplace, stranger.address)).toEqual({ withdrawable: 0n, withdrawn: TABLE_PRICE });
    expect(await balanceOf(marketplace, stranger.address)).toBe(before);
    expect(await open(stranger, parent)).toMatchObject(refusal);
  });

  it("opens a metered licence for a day a unit, and no more when it is spent", async () => {
    const { stranger } = people;
    const offerId = offerOf(child, 1);
    const use = (spent: number) => settleUse(marketplace, stranger, offerId, spent);
    await buyLicence(marketplace, stranger, offerId, UNIT_PRICE * 2n);
    expect(await open(stranger, child)).toMatchObject(refusal);
    for (const spent of [1, 2]) {
      expect(await use(spent)).toBeNull();
      expect(await open(stranger, child)).toMatchObject({ ok: true });
      await marketplace.chain.advanceTime(DAY + 60);
      expect(await open(stranger, child)).toMatchObject(refusal);
    }
    expect(await use(3)).toBe("overspent");
    expect(await open(stranger, child)).toMatchObject(refusal);
  });

  it("stops opening when the term ends, and not before", async () => {
    await marketplace.chain.advanceTime(27 * DAY);
    expect(await open(people.builder, parent)).toMatchObject({ ok: true });
    await marketplace.chain.advanceTime(DAY);
    expect(await open(people.builder, parent)).toMatchObject(refusal);
    expect(await open(people.creator, parent)).toMatchObject({ ok: true });
  });

  it("pays each share to the last unit, the parent's through its own contributors", async () => {
    const childIncome = ADAPTER_PRICE + UNIT_PRICE * 2n;
    for (const { recipient, ppm } of childShares) {
      const claimable = shareOfDown(childIncome, BigInt(ppm));
      expect(await earningsOf(marketplace, child, { recipient, ppm })).toEqual({ held: 0n, claimable, claimed: 0n });
    }
    await claimForParent(marketplace, people.stranger, child, { shares: childShares, parent });
    const parentIncome = TABLE_PRICE + shareOfDown(childIncome, 100_000n);
    let paid = shareOfDown(childIncome, 0n);
    for (const person of [people.creator, people.ada, people.ben, people.cem]) {
      const due = [
        { asset: parent, shares: parentShares, income: parentIncome },
        { asset: child, shares: childShares, income: childIncome },
      ].map(({ asset, shares, income }) => {
        const ppm = shares.find(({ recipient }) => recipient === recipientOf(person.address))?.ppm ?? 0;
        return { asset, shares, ppm, amount: shareOfDown(income, BigInt(ppm)) };
      });
      const expected = due.reduce((sum, { amount }) => sum + amount, 0n);
      const before = await balanceOf(marketplace, person.address);
      await collect(
        marketplace,
        person,
        due.filter(({ ppm }) => ppm > 0),
      );
      expect((await balanceOf(marketplace, person.address)) - before).toBe(expected);
      expect(await balancesOf(marketplace, person.address)).toEqual({ withdrawable: 0n, withdrawn: expected });
      for (const { asset, ppm, amount } of due.filter((one) => one.ppm > 0)) {
        const after = await earningsOf(marketplace, asset, { recipient: recipientOf(person.address), ppm });
        expect(after).toEqual({ held: 0n, claimable: 0n, claimed: amount });
      }
      paid += expected;
    }
    const left = await balanceOf(marketplace, marketplace.deployment.contracts.tessera);
    expect(left + paid).toBe(TABLE_PRICE + childIncome);
    expect(left).toBeLessThan(BigInt(parentShares.length + childShares.length));
  });

  it("has left neither plaintext nor a data key in anything that was stored or logged", async () => {
    expect(dataKeys.length).toBeGreaterThan(5);
    const needles: Record<string, Buffer> = { marker: Buffer.from(MARKER) };
    for (const [index, key] of dataKeys.entries()) {
      const bytes = Buffer.from(key);
      needles[`key ${index}`] = bytes;
      needles[`key ${index} in hex`] = Buffer.from(bytes.toString("hex"));
      needles[`key ${index} in base64`] = Buffer.from(bytes.toString("base64"));
      needles[`key ${index} in base64url`] = Buffer.from(bytes.toString("base64url"));
      needles[`key ${index} as a list`] = Buffer.from([...bytes].join(","));
    }
    expect(findBytes(folder, needles)).toEqual(["marker in adapter_model.safetensors", "marker in table.csv"]);
    expect(findBytes(marketplace.dataDir, needles)).toEqual([]);
    const output = Buffer.from(marketplace.output());
    expect(Object.keys(needles).filter((name) => output.includes(needles[name] ?? ""))).toEqual([]);
  });
});
