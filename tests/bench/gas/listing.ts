import { type Address, type Hex, keccak256, toHex, zeroAddress, zeroHash } from "viem";
import { type AssetId, assetIdOf } from "../../../app/ids.ts";
import { recipientOf, type Share, sortShares } from "../../../contracts/shares-tree.ts";

export const DAY = 86_400;
export const PERPETUAL = 0xffffffff;

const hash = (text: string): Hex => keccak256(toHex(text));

export const termOffer = (currency: Address, price: bigint, term = 30 * DAY) => ({
  currency,
  price,
  term,
  uses: 0,
  hold: 7 * DAY,
  resaleShare: 50_000,
  resellable: true,
  transferable: false,
  opensLater: true,
  supplyCap: 0,
  start: 0,
  end: 0,
  allowRoot: zeroHash,
});

export const meteredOffer = (currency: Address, price: bigint, uses: number) => ({
  ...termOffer(currency, price, 0),
  uses,
  resellable: false,
});

type Offer = ReturnType<typeof termOffer>;

/** Shares of `count` made-up contributors, as even as parts per million allow. */
export function evenShares(count: number): Share[] {
  const ppm = Math.floor(1_000_000 / count);
  return sortShares(
    Array.from({ length: count }, (_, i) => ({
      recipient: recipientOf(`0x${hash(`contributor ${i}`).slice(26)}`),
      ppm: i === 0 ? 1_000_000 - ppm * (count - 1) : ppm,
    })),
  );
}

export interface Listed {
  readonly assetId: AssetId;
  readonly listing: {
    readonly creator: Address;
    readonly salt: Hex;
    readonly shares: Share[];
    readonly version: {
      readonly manifest: Hex;
      readonly ciphertext: Hex;
      readonly plaintextRoot: Hex;
      readonly terms: Hex;
      readonly size: bigint;
    };
    readonly offers: Offer[];
  };
}

export function listingOf(creator: Address, name: string, shares: Share[], offers: Offer[]): Listed {
  const salt = hash(name);
  const version = {
    manifest: hash(`${name} manifest`),
    ciphertext: hash(`${name} ciphertext`),
    plaintextRoot: hash(`${name} plaintext`),
    terms: hash(`${name} terms`),
    size: 67_108_864n,
  };
  return { assetId: assetIdOf(creator, salt), listing: { creator, salt, shares, version, offers } };
}

export const orderOf = (asset: AssetId, number: number, to: Address, maxPrice: bigint) => ({
  offerId: BigInt(asset) + BigInt(number),
  to,
  maxPrice,
  version: 1,
  allowProof: [] as Hex[],
});

export const COIN = zeroAddress;
