import { asCryptoKey, type DataKey, deriveFileKey, deriveLeafSaltKey } from "./data-key.ts";
import { SegmentRefused } from "./errors.ts";
import { AES256_GCM_HKDF_1MB, type Bytes, type Format, headerBytes, segmentIv } from "./format.ts";
import { encodeHeader, type SealHeader } from "./header.ts";

export interface SegmentOptions {
  readonly key: DataKey;
  readonly associatedData: Bytes;
  readonly header: SealHeader;
  readonly format?: Format;
}

/** One sealed file's keys, derived once; its segments can be sealed and opened in any order. */
export interface Segments {
  readonly format: Format;
  /** The leaf salts' key of the plaintext root. */
  readonly leafSaltKey: CryptoKey;
  /**
   * The ciphertext segment `index`, tag included and, for the first, the header before it. The same plaintext always gives
   * the same bytes. `plaintext` is the whole segment's: `segmentPlaintextBytes`, or fewer in the last.
   */
  sealSegment(index: number, plaintext: Bytes, last: boolean): Promise<Bytes>;
  /** @throws SegmentRefused where it does not authenticate as that segment; nothing of it is released. */
  openSegment(index: number, ciphertext: Bytes, last: boolean): Promise<Bytes>;
}

export async function deriveSegments(options: SegmentOptions): Promise<Segments> {
  const { associatedData, header, format = AES256_GCM_HKDF_1MB } = options;
  const head = encodeHeader(header, format);
  const key = await asCryptoKey(options.key);
  const [fileKey, leafSaltKey] = await Promise.all([
    deriveFileKey(key, header.salt, associatedData, format),
    deriveLeafSaltKey(key, header.salt, associatedData),
  ]);
  const cipher = (index: number, last: boolean) => ({ name: "AES-GCM", iv: segmentIv(header.prefix, index, last) });

  return {
    format,
    leafSaltKey,
    async sealSegment(index, plaintext, last) {
      const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher(index, last), fileKey, plaintext));
      if (index > 0) return sealed;
      const first = new Uint8Array(head.length + sealed.length);
      first.set(head);
      first.set(sealed, head.length);
      return first;
    },
    async openSegment(index, ciphertext, last) {
      const sealed = index === 0 ? ciphertext.subarray(headerBytes(format)) : ciphertext;
      try {
        return new Uint8Array(await crypto.subtle.decrypt(cipher(index, last), fileKey, sealed));
      } catch (cause) {
        throw new SegmentRefused(index, { cause });
      }
    },
  };
}
