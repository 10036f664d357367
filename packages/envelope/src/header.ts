import { EnvelopeMalformed } from "./errors.ts";
import { AES256_GCM_HKDF_1MB, type Bytes, type Format, headerBytes, PREFIX_BYTES } from "./format.ts";

/** What makes two sealings differ. Never seal other plaintext under the same key and header. */
export interface SealHeader {
  /** As long as the derived key: 32 bytes. */
  readonly salt: Bytes;
  /** 7 bytes. */
  readonly prefix: Bytes;
}

export function newHeader(format: Format = AES256_GCM_HKDF_1MB): SealHeader {
  return {
    salt: crypto.getRandomValues(new Uint8Array(format.keyBytes)),
    prefix: crypto.getRandomValues(new Uint8Array(PREFIX_BYTES)),
  };
}

/** `length of all | salt | prefix`, as a sealed file begins. */
export function encodeHeader({ salt, prefix }: SealHeader, format: Format = AES256_GCM_HKDF_1MB): Bytes {
  if (salt.length !== format.keyBytes || prefix.length !== PREFIX_BYTES) {
    throw new RangeError(`A header has a salt of ${format.keyBytes} bytes and a prefix of ${PREFIX_BYTES}.`);
  }
  const header = new Uint8Array(headerBytes(format));
  header[0] = header.length;
  header.set(salt, 1);
  header.set(prefix, 1 + salt.length);
  return header;
}

/** @throws EnvelopeMalformed */
export function decodeHeader(bytes: Bytes, format: Format = AES256_GCM_HKDF_1MB): SealHeader {
  const length = headerBytes(format);
  if (bytes.length < length || bytes[0] !== length) {
    throw new EnvelopeMalformed(`Not a sealed file: it does not begin with a header of ${length} bytes.`);
  }
  return { salt: bytes.slice(1, 1 + format.keyBytes), prefix: bytes.slice(1 + format.keyBytes, length) };
}
