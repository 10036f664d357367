import fc from "fast-check";
import { type Address, type Hex, numberToHex, zeroAddress } from "viem";
import { playable } from "./event-log.ts";

const accounts = [1, 2, 3, 4].map((n) => numberToHex(n * 0x1111, { size: 20 }) as Address);
const assets = [1n, 2n, 3n].map((n) => (n << 200n) | (n << 8n));
const account = fc.constantFrom(...accounts);
const assetId = fc.constantFrom(...assets);
const offerId = fc.tuple(assetId, fc.integer({ min: 0, max: 2 })).map(([id, number]) => id | BigInt(number));
const amount = fc.bigInt({ min: 1n, max: 10n ** 30n });
const word = fc.integer({ min: 1, max: 1_000_000 }).map((n) => numberToHex(n, { size: 32 }));
const caseId = fc.bigInt({ min: 1n, max: 3n });
const units = fc.bigInt({ min: 1n, max: 5n });
const later = fc.bigInt({ min: 2_000_000_000n, max: 2_100_000_000n });
const decision = fc.record({ refund: amount, action: fc.integer({ min: 0, max: 7 }), data: fc.constant("0x" as Hex) });

const of = (name: string, args: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(args).map((it) => playable(name, it));

const terms = fc.record({
  currency: fc.constantFrom(zeroAddress, accounts[0] ?? zeroAddress),
  price: fc.bigInt({ min: 0n, max: 10n ** 20n }),
  term: fc.integer({ min: 0, max: 4_294_967_295 }),
  uses: fc.constantFrom(0, 10),
  hold: fc.constantFrom(0, 86_400),
  resaleShare: fc.constant(50_000),
  resellable: fc.boolean(),
  transferable: fc.boolean(),
  opensLater: fc.boolean(),
  supplyCap: fc.constant(0),
  start: fc.constant(0),
  end: fc.constant(0),
  allowRoot: fc.constant(numberToHex(0, { size: 32 })),
});
const content = fc.record({
  manifest: word,
  ciphertext: word,
  plaintextRoot: word,
  terms: word,
  size: amount.map((n) => n % 10n ** 12n),
});
const bought = { expiry: later, version: fc.constant(1n), holdEnd: later };
const period = fc.constantFrom(0, 1);

const event: fc.Arbitrary<Hex> = fc.oneof(
  of("Listed", { assetId, creator: account, salt: word }),
  of("VersionAdded", { assetId, version: fc.integer({ min: 1, max: 3 }), content }),
  of("OfferAdded", { offerId, terms }),
  of("OfferPaused", { offerId, paused: fc.boolean() }),
  of("SharesSet", {
    assetId,
    period,
    root: word,
    shares: fc.constant([
      { recipient: BigInt(accounts[0] ?? 0), ppm: 400_000 },
      { recipient: assets[0], ppm: 600_000 },
    ]),
  }),
  of("Bought", { offerId, holder: account, payer: account, amount, ...bought }),
  of("Resold", { offerId, seller: account, buyer: account, price: amount, share: amount, ...bought }),
  of("TransferSingle", {
    operator: account,
    from: fc.oneof(account, fc.constant(zeroAddress)),
    to: account,
    id: offerId,
    value: fc.constant(1n),
  }),
  of("UsesSettled", {
    offerId,
    holder: account,
    gateway: fc.constantFrom(zeroAddress, accounts[1]),
    units,
    amount,
    version: fc.constant(1n),
    windowEnd: later,
  }),
  of("LicenceRevoked", { offerId, holder: account }),
  of("Matured", { offerId, period, amount }),
  of("Claimed", { assetId, recipient: fc.oneof(account.map(BigInt), assetId), currency: account, period, amount }),
  of("Credited", { account, currency: account, amount }),
  of("Withdrawn", { account, currency: account, to: account, amount }),
  of("PaymentFrozen", { offerId, holder: account, payer: account, amount }),
  of("AssetRevoked", { assetId }),
  of("AssetFrozen", { assetId, until: later }),
  of("CaseOpened", {
    caseId,
    assetId,
    opener: account,
    kind: fc.constant(0),
    offerId,
    holder: account,
    payer: account,
    amount,
    deadline: later,
    evidence: word,
  }),
  of("Proposed", { caseId, reviewer: account, decision }),
  of("Confirmed", { caseId, reviewer: account, executableAt: later }),
  of("Executed", { caseId, decision }),
  of("ReviewerSet", { account, allowed: fc.boolean() }),
);

/** Blocks of events that fit the contracts' types, in any order, also such as the contracts would never emit. */
export const randomHistory = ({ blocks }: { blocks: number }): fc.Arbitrary<Hex[][]> =>
  fc.array(fc.array(event, { minLength: 1, maxLength: 12 }), { minLength: blocks, maxLength: blocks });
