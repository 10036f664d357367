import { createBlocks } from "./blocks.ts";
import type { DataKey } from "./data-key.ts";
import { EnvelopeMalformed, RootMismatch } from "./errors.ts";
import { AES256_GCM_HKDF_1MB, type Bytes, type Format, headerBytes, TAG_BYTES } from "./format.ts";
import { decodeHeader } from "./header.ts";
import { inOrder } from "./in-order.ts";
import type { Digests } from "./merkle.ts";
import { type ByteSource, pieces } from "./pieces.ts";
import { createRootTaker, type Root, type RootTaker } from "./plaintext-root.ts";
import { deriveSegments, type Segments } from "./segments.ts";

export interface OpenOptions {
  readonly key: DataKey;
  readonly associatedData: Bytes;
  readonly format?: Format;
  /** The plaintext root that was listed. Where given, the last bytes are held back until the whole matches. */
  readonly root?: Root;
  /** Segments in flight at once. */
  readonly inFlight?: number;
}

export interface Opened {
  readonly plaintextBytes: number;
  /** The verified plaintext root, or null where none was expected. */
  readonly root: Root | null;
  /** Its leaves, for inclusion proofs. */
  readonly leaves: Digests | null;
}

interface Job {
  readonly index: number;
  readonly ciphertext: Bytes;
  readonly last: boolean;
}

async function* segmentJobs(source: ByteSource, format: Format): AsyncGenerator<Job> {
  const blocks = createBlocks(() => format.segmentBytes);
  let index = 0;
  for await (const piece of pieces(source)) {
    for (const ciphertext of blocks.push(piece)) yield { index: index++, ciphertext, last: false };
  }
  const ciphertext = blocks.end();
  if (index > 0 && ciphertext.length <= TAG_BYTES) throw new EnvelopeMalformed("The last segment is empty or cut.");
  yield { index, ciphertext, last: true };
}

/** @throws EnvelopeMalformed */
function readHeader(first: Bytes, options: OpenOptions, format: Format): Promise<Segments> {
  if (first.length < headerBytes(format) + TAG_BYTES) throw new EnvelopeMalformed("Too short to be a sealed file.");
  return deriveSegments({ ...options, format, header: decodeHeader(first, format) });
}

/**
 * Opens in one pass: yields the plaintext segment by segment, each only after it authenticated as that segment of that file.
 * A file that was cut fails at its end: treat what was yielded as incomplete until this returns.
 * @throws EnvelopeMalformed | SegmentRefused | RootMismatch
 */
export async function* openSegments(
  source: ByteSource,
  options: OpenOptions,
): AsyncGenerator<Bytes, Opened, undefined> {
  const { format = AES256_GCM_HKDF_1MB, root: expected, inFlight = 4 } = options;
  let derived: Promise<Segments> | null = null;
  let taker: RootTaker | null = null;
  let plaintextBytes = 0;

  const openOne = async ({ index, ciphertext, last }: Job) => {
    derived ??= readHeader(ciphertext, options, format);
    const segments = await derived;
    return { plaintext: await segments.openSegment(index, ciphertext, last), last, segments };
  };

  for await (const { plaintext, last, segments } of inOrder(segmentJobs(source, format), inFlight, openOne)) {
    plaintextBytes += plaintext.length;
    if (expected !== undefined) {
      taker ??= createRootTaker(segments.leafSaltKey, inFlight);
      await taker.push(plaintext);
      const actual = last ? await taker.finish() : null;
      if (actual !== null && actual !== expected.toLowerCase()) throw new RootMismatch(expected, actual);
    }
    if (plaintext.length > 0) yield plaintext;
  }
  return { plaintextBytes, root: expected ?? null, leaves: taker?.leavesFrom(0) ?? null };
}
