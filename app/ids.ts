import { type Address, encodeAbiParameters, type Hex, isHex, keccak256, size } from "viem";

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** 32 bytes as lower-case 0x hex; the low byte is zero, so that an offer's id is the asset's id plus the offer's number. */
export type AssetId = Brand<Hex, "AssetId">;
/** 32 bytes as lower-case 0x hex: an asset's id with the offer's number (0 to 255) in the low byte. It is the ERC-1155 token id. */
export type OfferId = Brand<Hex, "OfferId">;
/** A CIDv1 in base32 lower case, as the gateway serves it. */
export type Cid = Brand<string, "Cid">;

const isWord = (value: string): value is Hex => isHex(value) && size(value) === 32;

/** The id that an asset by `creator` with this 32-byte `salt` has on every chain: known before anything is sealed. */
export function assetIdOf(creator: Address, salt: Hex): AssetId {
  const hash = keccak256(encodeAbiParameters([{ type: "address" }, { type: "bytes32" }], [creator, salt]));
  return `${hash.slice(0, -2)}00` as AssetId;
}

/** @returns the id in canonical form, or null where the text is not the id of an asset. */
export function parseAssetId(text: string): AssetId | null {
  const id = text.toLowerCase();
  return isWord(id) && id.endsWith("00") ? (id as AssetId) : null;
}

/** @returns the id in canonical form, or null where the text is not 32 bytes of hex. */
export function parseOfferId(text: string): OfferId | null {
  const id = text.toLowerCase();
  return isWord(id) ? (id as OfferId) : null;
}

/** @param number 0 to 255 */
export function offerIdOf(asset: AssetId, number: number): OfferId {
  return `${asset.slice(0, -2)}${number.toString(16).padStart(2, "0")}` as OfferId;
}

export function assetOfOffer(offer: OfferId): AssetId {
  return `${offer.slice(0, -2)}00` as AssetId;
}

/** @returns the CID, or null where the text is not a CIDv1 in base32. */
export function parseCid(text: string): Cid | null {
  return /^b[a-z2-7]{50,110}$/.test(text) ? (text as Cid) : null;
}
