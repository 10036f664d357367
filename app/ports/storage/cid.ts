import type { Cid } from "~/ids.ts";

export const RAW = 0x55;
export const DAG_PB = 0x70;
const SHA2_256 = 0x12;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

export interface DecodedCid {
  readonly codec: typeof RAW | typeof DAG_PB;
  /** SHA-256 of the block. */
  readonly digest: Uint8Array;
  /** The CID in its binary form: 36 bytes. */
  readonly bytes: Uint8Array;
}

/** @returns null where the text is not a CIDv1 in base32 of a raw or dag-pb block under sha2-256. */
export function decodeCid(text: string): DecodedCid | null {
  if (!/^b[a-z2-7]{58}$/.test(text)) return null;
  const bytes = new Uint8Array(36);
  let value = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text.slice(1)) {
    value = ((value << 5) | ALPHABET.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = value >> bits;
    }
  }
  return (value & ((1 << bits) - 1)) === 0 ? decodeCidBytes(bytes) : null;
}

/** @returns null where the 36 bytes are not such a CID. */
export function decodeCidBytes(bytes: Uint8Array): DecodedCid | null {
  const [version, codec, hash, length] = bytes;
  if (bytes.length !== 36 || version !== 1 || hash !== SHA2_256 || length !== 32) return null;
  if (codec !== RAW && codec !== DAG_PB) return null;
  return { codec, digest: bytes.subarray(4), bytes };
}

/** @param digest SHA-256 of the block, 32 bytes */
export function encodeCid(codec: typeof RAW | typeof DAG_PB, digest: Uint8Array): Cid {
  return encodeCidBytes(Uint8Array.of(1, codec, SHA2_256, 32, ...digest));
}

export function encodeCidBytes(bytes: Uint8Array): Cid {
  let text = "b";
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET[(value >> (bits - 5)) & 31];
  }
  return `${text}${bits === 0 ? "" : ALPHABET[(value << (5 - bits)) & 31]}` as Cid;
}
