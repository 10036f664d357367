import { type Address, type Hex, numberToHex, sha256, zeroAddress } from "viem";
import type { Context } from "~/context.server.ts";
import type { Anvil } from "../../support/anvil.ts";
import { play, playable } from "../../support/event-log.ts";

const ASSETS = 50;
const HOLDERS = 2003;
const BOUGHT_PER_BLOCK = 2;
const GIVEN_PER_BLOCK = 2;

export interface History {
  readonly events: number;
  readonly purchases: number;
  /** Mints among them. */
  readonly transfers: number;
  /** Licences that exist at the end, all holders and offers together. */
  readonly balance: number;
}

const assetOf = (index: number) => BigInt(1 + (index % ASSETS)) << 8n;
const holderOf = (index: number) => numberToHex(0x10_0000 + (index % HOLDERS), { size: 20 });
const word = (name: string, index: number) => sha256(new TextEncoder().encode(`${name} ${index}`));
const operator = holderOf(0);

function listed(index: number): Hex[] {
  const assetId = assetOf(index);
  const content = {
    manifest: word("manifest", index),
    ciphertext: word("ciphertext", index),
    plaintextRoot: word("root", index),
    terms: word("terms", index),
    size: 1_000_000n,
  };
  const numbers = { price: 10_000_000n, term: 2_592_000, uses: 0, hold: 86_400, resaleShare: 0, supplyCap: 0 };
  const flags = { resellable: true, transferable: true, opensLater: false };
  const terms = {
    currency: zeroAddress,
    ...numbers,
    ...flags,
    start: 0,
    end: 0,
    allowRoot: numberToHex(0, { size: 32 }),
  };
  return [
    playable("Listed", { assetId, creator: holderOf(index), salt: word("salt", index) }),
    playable("VersionAdded", { assetId, version: 1, content }),
    playable("OfferAdded", { offerId: assetId, terms }),
  ];
}

const moved = (id: bigint, from: Address, to: Address) =>
  playable("TransferSingle", { operator, from, to, id, value: 1n });

function bought(index: number): Hex[] {
  const [offerId, holder] = [assetOf(index), holderOf(index)];
  const until = BigInt(2_000_000_000 + index);
  const paid = { payer: holder, amount: 10_000_000n, expiry: until, version: 1n, holdEnd: until };
  return [moved(offerId, zeroAddress, holder), playable("Bought", { offerId, holder, ...paid })];
}

/** A block's purchases, each a mint and its payment, then of the same licences some that are given away. */
function blockOf(number: number): Hex[] {
  const first = number * BOUGHT_PER_BLOCK;
  const purchases = Array.from({ length: BOUGHT_PER_BLOCK }, (_, i) => bought(first + i));
  const gifts = Array.from({ length: GIVEN_PER_BLOCK }, (_, i) =>
    moved(assetOf(first + i), holderOf(first + i), holderOf(first + i + 1)),
  );
  return [...purchases.flat(), ...gifts];
}

/** A block of exactly these events: left to itself, the node mines late and may put two transactions into one block. */
async function mine(anvil: Anvil, player: Address, events: readonly Hex[]): Promise<void> {
  await play(anvil, player, events);
  await anvil.send("evm_mine");
}

/** Puts the listings in a first block, then `blocks` blocks of purchases and transfers. */
export async function playPurchases(anvil: Anvil, player: Address, blocks: number): Promise<History> {
  const listings = Array.from({ length: ASSETS }, (_, i) => listed(i)).flat();
  await anvil.send("evm_setAutomine", false);
  await mine(anvil, player, listings);
  for (let number = 0; number < blocks; number++) await mine(anvil, player, blockOf(number));
  const purchases = blocks * BOUGHT_PER_BLOCK;
  const transfers = purchases + blocks * GIVEN_PER_BLOCK;
  return { events: listings.length + purchases + transfers, purchases, transfers, balance: purchases };
}

/** The listings' manifests as if the store had given them, so that the writer has catalogue rows to write as well. */
export async function putManifests(db: Context["db"]): Promise<void> {
  await db.manifest.createMany({
    data: Array.from({ length: ASSETS }, (_, index) => ({
      digest: word("manifest", index),
      state: "ready",
      body: {
        assetId: numberToHex(assetOf(index), { size: 32 }),
        version: 1,
        plaintext: { root: word("root", index) },
      },
      ...{ title: `Asset ${index}`, kind: "dataset", licence: "CC-BY-4.0", tags: ["weather", "hourly"] },
      text: "Hourly readings of two thousand stations, checked by hand and by rule. ".repeat(20),
    })),
  });
}
