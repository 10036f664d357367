import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDraft } from "./check-draft.ts";
import { keepDraft, readDraft } from "./draft-storage.ts";
import { emptyDraft, type PublishDraft } from "./publish-draft.ts";
import { isComplete, readShares } from "./read-shares.ts";

const creator = `0x${"aa".repeat(20)}` as const;
const usdc = { address: `0x${"11".repeat(20)}` as const, symbol: "USDC", decimals: 6 };
const coin = { address: `0x${"00".repeat(20)}` as const, symbol: "ETH", decimals: 18 };
const filled: PublishDraft = {
  ...emptyDraft(),
  title: "Rain",
  price: "12.50",
  currency: usdc.address,
  tags: "a, b ,a",
};
const check = (change: Partial<PublishDraft>) => checkDraft({ ...filled, ...change }, creator, [usdc, coin]);

test("a full draft becomes an offer, terms and shares", () => {
  const { checked, errors } = check({ model: "term", days: "30", holdDays: "2" });
  expect(errors).toEqual({});
  expect(checked).toMatchObject({
    title: "Rain",
    tags: ["a", "b"],
    licence: { spdx: "CC-BY-4.0" },
    offer: { currency: usdc.address, price: 12_500_000n, term: 2_592_000, uses: 0, hold: 172_800 },
    shares: [{ recipient: BigInt(creator), ppm: 1_000_000 }],
  });
});

test("a metered pack costs its uses' price together, has no term and no hold", () => {
  expect(check({ model: "metered", uses: "20", price: "0.5" }).checked?.offer).toMatchObject({
    price: 10_000_000n,
    uses: 20,
    term: 0,
    hold: 0,
  });
  expect(check({ model: "for-ever", currency: coin.address, price: "0.1" }).checked?.offer).toMatchObject({
    price: 10n ** 17n,
    term: 4_294_967_295,
  });
});

test("what is wrong is said at its field", () => {
  expect(Object.keys(check({ title: " ", price: "1.1234567", licence: "custom", tags: "<b>" }).errors).sort()).toEqual([
    "licence",
    "price",
    "tags",
    "title",
  ]);
  expect(check({ model: "term", days: "0" }).errors).toHaveProperty("days");
  expect(check({ model: "metered", uses: "1.5" }).errors).toHaveProperty("uses");
  expect(check({ holdDays: "31" }).errors).toHaveProperty("holdDays");
  expect(check({ shares: [{ id: "a", to: "0x1", percent: "1" }] }).errors).toHaveProperty("shares");
});

test("shares come to exactly a million, whoever gets what", () => {
  const account = fc
    .bigInt({ min: 1n, max: 2n ** 160n - 1n })
    .map((value) => `0x${value.toString(16).padStart(40, "0")}`);
  const asset = fc
    .bigInt({ min: 1n, max: 2n ** 248n - 1n })
    .map((value) => `0x${value.toString(16).padStart(62, "0")}00`);
  const row = fc.record({
    to: fc.oneof(account, asset),
    percent: fc.integer({ min: 1, max: 400_000 }).map((ppm) => `${ppm / 10_000}`),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
      const { shares, rest, errors } = readShares(rows, creator);
      fc.pre(errors.every(isComplete));
      const sum = shares.reduce((total, { ppm }) => total + ppm, 0);
      if (rest >= 0) expect(sum).toBe(1_000_000);
      else expect(sum).toBeGreaterThan(1_000_000);
      const recipients = shares.map(({ recipient }) => recipient);
      expect(recipients).toEqual([...recipients].sort((a, b) => (a < b ? -1 : 1)));
    }),
  );
  const other = `0x${"bb".repeat(20)}`;
  const wrong = [
    { to: creator, percent: "1" },
    { to: other, percent: "0" },
    { to: other, percent: "101" },
    { to: "0xbb", percent: "1.00001" },
  ];
  expect(readShares(wrong, creator)).toMatchObject({
    shares: [{ recipient: BigInt(creator), ppm: 1_000_000 }],
    errors: [
      { to: "You get the rest already.", percent: null },
      { to: null, percent: expect.any(String) },
      { to: "This one is listed twice.", percent: expect.any(String) },
      { to: expect.any(String), percent: expect.any(String) },
    ],
  });
});

test("a draft is kept for its creator, and anything else in its place is an empty one", () => {
  const kept = new Map<string, string>();
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  expect(keepDraft(shelf, creator, filled)).toBe(true);
  expect(readDraft(shelf, creator)).toEqual(filled);
  expect(readDraft(shelf, `0x${"bb".repeat(20)}`)).toEqual(emptyDraft());
  for (const broken of ["{", "null", "[]"]) {
    kept.set(`tessera-draft/${creator}`, broken);
    expect(readDraft(shelf, creator)).toEqual(emptyDraft());
  }
  kept.set(`tessera-draft/${creator}`, '{"title":7,"price":"3","sealed":{"salt":"x"}}');
  expect(readDraft(shelf, creator)).toMatchObject({ title: "", price: "3", sealed: null });
});
