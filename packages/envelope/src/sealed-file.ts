import { EnvelopeMalformed } from "./errors.ts";
import {
  AES256_GCM_HKDF_1MB,
  type Bytes,
  ciphertextBytes,
  headerBytes,
  plaintextBytes,
  plaintextOffset,
  segmentAt,
} from "./format.ts";
import { decodeHeader } from "./header.ts";
import { inOrder } from "./in-order.ts";
import type { OpenOptions } from "./open-segments.ts";
import { deriveSegments } from "./segments.ts";

/** A sealed file that can be read anywhere: a gateway by Range requests, a disk, a Blob. */
export interface RandomAccess {
  /** Bytes of the sealed file, as the manifest says. */
  readonly bytes: number;
  /** @returns exactly those bytes of the sealed file; throws where it can't */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A sealed file with its keys derived. */
export interface SealedFile {
  readonly plaintextBytes: number;
  /**
   * The plaintext from `start` up to and without `end`, clamped to its size. Only the segments that hold it are read;
   * each byte is yielded after its segment authenticated.
   * @throws SegmentRefused
   */
  readRange(start: number, end?: number): AsyncGenerator<Bytes, void, undefined>;
}

async function readExactly(source: RandomAccess, offset: number, length: number): Promise<Bytes> {
  const bytes = await source.read(offset, length);
  if (bytes.length !== length) {
    throw new EnvelopeMalformed(`Asked for ${length} bytes at ${offset} and got ${bytes.length}.`);
  }
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    : new Uint8Array(bytes);
}

/**
 * Reads the header and derives the keys, so that many ranges cost nothing more.
 * @throws EnvelopeMalformed
 */
export async function openSealedFile(source: RandomAccess, options: Omit<OpenOptions, "root">): Promise<SealedFile> {
  const { format = AES256_GCM_HKDF_1MB, inFlight = 4 } = options;
  const size = plaintextBytes(format, source.bytes);
  const header = decodeHeader(await readExactly(source, 0, headerBytes(format)), format);
  const segments = await deriveSegments({ ...options, format, header });
  const lastSegment = segmentAt(format, Math.max(0, size - 1));

  async function* indices(from: number, to: number): AsyncGenerator<number> {
    for (let index = from; index <= to; index++) yield index;
  }
  const openOne = async (index: number) => {
    const offset = index * format.segmentBytes;
    const length = Math.min(format.segmentBytes, ciphertextBytes(format, size) - offset);
    const plaintext = await segments.openSegment(
      index,
      await readExactly(source, offset, length),
      index === lastSegment,
    );
    return { plaintext, at: plaintextOffset(format, index) };
  };

  return {
    plaintextBytes: size,
    async *readRange(start, end = size) {
      if (!(start >= 0)) throw new RangeError(`A range can't begin at ${start}.`);
      const stop = Math.min(end, size);
      if (start >= stop) return;
      const wanted = indices(segmentAt(format, start), segmentAt(format, stop - 1));
      for await (const { plaintext, at } of inOrder(wanted, inFlight, openOne)) {
        yield plaintext.subarray(Math.max(0, start - at), stop - at);
      }
    },
  };
}
