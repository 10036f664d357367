import { DataKeyUnusable } from "./errors.ts";
import type { Bytes, Format } from "./format.ts";

/** A version's data key: 32 random bytes, or the CryptoKey that `importDataKey` made of them. */
export type DataKey = CryptoKey | Bytes;

/** Bytes of a data key in Tessera's format. */
export const DATA_KEY_BYTES = 32;

/** Separates the leaf salts' key from every file key: no associated data may begin with it. */
const LEAF_SALTS = new TextEncoder().encode("tessera-leaf-salts/1\0");

export function generateDataKey(): Bytes {
  return crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));
}

/**
 * The data key as a CryptoKey that can derive and never be read: what a page keeps in IndexedDB to resume a sealing.
 * The caller overwrites `raw` when it is wrapped.
 */
export function importDataKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveKey", "deriveBits"]);
}

/** @throws DataKeyUnusable */
export async function asCryptoKey(key: DataKey): Promise<CryptoKey> {
  if (key instanceof Uint8Array) {
    if (key.length < 16) throw new DataKeyUnusable(`A data key has ${DATA_KEY_BYTES} bytes, not ${key.length}.`);
    return importDataKey(key);
  }
  if (key.algorithm.name !== "HKDF" || !key.usages.includes("deriveKey")) {
    throw new DataKeyUnusable("A data key is an HKDF CryptoKey with the usage deriveKey.");
  }
  return key;
}

/** Tink's file key: HKDF(data key, the header's salt, info = associated data). */
export function deriveFileKey(key: CryptoKey, salt: Bytes, associatedData: Bytes, format: Format): Promise<CryptoKey> {
  if (LEAF_SALTS.every((byte, index) => associatedData[index] === byte)) {
    throw new RangeError("This associated data is reserved: it would derive the leaf salts' key.");
  }
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: format.hkdfHash, salt, info: associatedData },
    key,
    { name: "AES-GCM", length: format.keyBytes * 8 },
    false,
    ["encrypt", "decrypt"],
  );
}

/** The key of the plaintext root's leaf salts: the same derivation with an info of its own. */
export function deriveLeafSaltKey(key: CryptoKey, salt: Bytes, associatedData: Bytes): Promise<CryptoKey> {
  const info = new Uint8Array(LEAF_SALTS.length + associatedData.length);
  info.set(LEAF_SALTS);
  info.set(associatedData, LEAF_SALTS.length);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info },
    key,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign"],
  );
}

/** The 32-byte salt of the chunk at `index`: HMAC-SHA256(leaf salts' key, uint64be(index)). */
export async function leafSalt(key: CryptoKey, index: number): Promise<Bytes> {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(index));
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
}
