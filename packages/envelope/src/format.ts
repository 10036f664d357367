import { EnvelopeMalformed } from "./errors.ts";

/** Bytes that own their memory, as WebCrypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The parameters of a Tink AES-GCM-HKDF streaming AEAD. */
export interface Format {
  /** Bytes of one ciphertext segment, tag included; the first one holds the header too. */
  readonly segmentBytes: number;
  /** Bytes of the derived AES key and of the header's salt: 16 or 32. */
  readonly keyBytes: 16 | 32;
  readonly hkdfHash: "SHA-1" | "SHA-256" | "SHA-512";
}

/** The one format that Tessera writes. A ciphertext segment is also one leaf of the file's UnixFS DAG. */
export const AES256_GCM_HKDF_1MB: Format = { segmentBytes: 1_048_576, keyBytes: 32, hkdfHash: "SHA-256" };

export const TAG_BYTES = 16;
export const PREFIX_BYTES = 7;
/** The plaintext root is taken over chunks of this many plaintext bytes; they don't line up with segments. */
export const CHUNK_BYTES = 1_048_576;

const LAST_COUNTER = 0xffff_ffff;

/** Bytes of `length | salt | nonce prefix` before the first segment's ciphertext. */
export const headerBytes = (format: Format): number => 1 + format.keyBytes + PREFIX_BYTES;

/** Plaintext bytes of segment `index` where it is not the last one. */
export function segmentPlaintextBytes(format: Format, index: number): number {
  return format.segmentBytes - TAG_BYTES - (index === 0 ? headerBytes(format) : 0);
}

/** Where segment `index` begins in the plaintext. */
export function plaintextOffset(format: Format, index: number): number {
  return index === 0 ? 0 : index * (format.segmentBytes - TAG_BYTES) - headerBytes(format);
}

/** The segment that holds the plaintext's byte at `offset`. */
export function segmentAt(format: Format, offset: number): number {
  return Math.floor((offset + headerBytes(format)) / (format.segmentBytes - TAG_BYTES));
}

/** How many segments seal this many plaintext bytes: at least one. */
export function segmentCount(format: Format, plaintextBytes: number): number {
  return plaintextBytes === 0 ? 1 : segmentAt(format, plaintextBytes - 1) + 1;
}

export function ciphertextBytes(format: Format, plaintextBytes: number): number {
  return plaintextBytes + headerBytes(format) + TAG_BYTES * segmentCount(format, plaintextBytes);
}

/** @throws EnvelopeMalformed where no plaintext has a ciphertext of this size. */
export function plaintextBytes(format: Format, sealedBytes: number): number {
  const segments = Math.ceil(sealedBytes / format.segmentBytes);
  const bytes = sealedBytes - headerBytes(format) - TAG_BYTES * segments;
  if (!Number.isSafeInteger(sealedBytes) || bytes < 0 || ciphertextBytes(format, bytes) !== sealedBytes) {
    throw new EnvelopeMalformed(`No sealed file has ${sealedBytes} bytes: it was cut, or is not one.`);
  }
  return bytes;
}

/** How many chunks the plaintext root covers: at least one, for an empty plaintext has one empty chunk. */
export function chunkCount(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / CHUNK_BYTES));
}

/** The 12-byte IV of segment `index`: `prefix (7) | uint32be(index) | last (1)`. */
export function segmentIv(prefix: Bytes, index: number, last: boolean): Bytes {
  if (!Number.isInteger(index) || index < 0 || index > LAST_COUNTER) {
    throw new RangeError(`A sealed file has no segment ${index}: its counter has 32 bits.`);
  }
  const iv = new Uint8Array(12);
  iv.set(prefix);
  new DataView(iv.buffer).setUint32(PREFIX_BYTES, index);
  iv[11] = last ? 1 : 0;
  return iv;
}
