import { createBlocks } from "./blocks.ts";
import { createDigestList } from "./digest-list.ts";
import { SourceChanged } from "./errors.ts";
import {
  AES256_GCM_HKDF_1MB,
  type Bytes,
  CHUNK_BYTES,
  type Format,
  plaintextOffset,
  segmentPlaintextBytes,
} from "./format.ts";
import { inOrder } from "./in-order.ts";
import type { Digests } from "./merkle.ts";
import { type ByteSource, pieces } from "./pieces.ts";
import { createRootTaker, type Root, type RootTaker } from "./plaintext-root.ts";
import { deriveSegments, type SegmentOptions } from "./segments.ts";
import { createCidBuilder } from "./unixfs-cid.ts";

/** What a sealing that stopped has done: with it, the data key and the header, it goes on where it was. */
export interface SealState {
  /** The first segment to yield again. */
  readonly segment: number;
  /**
   * SHA-256 of each ciphertext segment ever sealed under this key and header: at least those before `segment`. Segments
   * sealed again must have the same digest, so keep a digest before its bytes leave.
   */
  readonly digests: Digests;
  /** Leaves of the plaintext root, from the first chunk on; where some lack, more of the source is read again. */
  readonly leaves: Digests;
}

export interface SealOptions extends SegmentOptions {
  /** Go on from here; the source then begins at `resumeOffset(from)`. */
  readonly from?: SealState;
  /** Segments in flight at once, each 1 MiB plus its copy. */
  readonly inFlight?: number;
}

export interface SealedSegment {
  readonly index: number;
  readonly ciphertext: Bytes;
  /** SHA-256 of the ciphertext: the UnixFS leaf's. */
  readonly digest: Bytes;
  /** Leaves of the plaintext root that were finished since the segment before. */
  readonly leaves: Digests;
}

export interface Sealed {
  /** UnixFS CID of the ciphertext, profile unixfs-v1-2025. */
  readonly cid: string;
  readonly ciphertextBytes: number;
  readonly plaintextBytes: number;
  readonly root: Root;
  /** Leaves of the plaintext root, for inclusion proofs. */
  readonly leaves: Digests;
}

/** Chunks whose leaves a resumed sealing takes from its state: those that end before the segment begins. */
const knownChunks = ({ segment, leaves }: SealState, offset: number): number =>
  segment === 0 ? 0 : Math.min(leaves.length / 32, Math.floor(offset / CHUNK_BYTES));

/** Where in the plaintext the source of a resumed sealing has to begin. */
export function resumeOffset(state: SealState, format: Format = AES256_GCM_HKDF_1MB): number {
  return knownChunks(state, plaintextOffset(format, state.segment)) * CHUNK_BYTES;
}

interface Job {
  readonly index: number;
  readonly plaintext: Bytes;
  readonly last: boolean;
}

async function* segmentJobs(source: ByteSource, root: RootTaker, format: Format, first: number, skip: number) {
  const blocks = createBlocks((index) => segmentPlaintextBytes(format, index), first);
  const job = (plaintext: Bytes, last: boolean): Job => ({ index: index++, plaintext, last });
  let index = first;
  let toSkip = skip;
  for await (const piece of pieces(source)) {
    await root.push(piece);
    const unskipped = piece.subarray(Math.min(toSkip, piece.length));
    toSkip -= piece.length - unskipped.length;
    for (const block of blocks.push(unskipped)) yield job(block, false);
  }
  if (toSkip > 0) throw new SourceChanged(first);
  yield job(blocks.end(), true);
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.every((byte, at) => byte === b[at]);

/**
 * Seals in one pass: yields the ciphertext's segments in order, returns what the pass computed. Work on segments in flight is
 * pipelined; no more is read than that.
 * @throws SourceChanged where a resumed source is not what it was
 */
export async function* sealSegments(
  source: ByteSource,
  options: SealOptions,
): AsyncGenerator<SealedSegment, Sealed, undefined> {
  const { from, inFlight = 4 } = options;
  const segments = await deriveSegments(options);
  const { format } = segments;
  const first = from?.segment ?? 0;
  const digests = createDigestList(from?.digests);
  if (digests.count < first) throw new RangeError("A sealing resumes only with the digests of all segments before.");
  const known = from ? knownChunks(from, plaintextOffset(format, first)) : 0;
  const root = createRootTaker(segments.leafSaltKey, inFlight, from?.leaves.slice(0, known * 32));
  const cid = createCidBuilder();
  for (let index = 0; index < first; index++) cid.add(digests.at(index) ?? new Uint8Array(32), format.segmentBytes);

  const sealOne = async ({ index, plaintext, last }: Job) => {
    const ciphertext = await segments.sealSegment(index, plaintext, last);
    return { index, ciphertext, digest: new Uint8Array(await crypto.subtle.digest("SHA-256", ciphertext)), plaintext };
  };
  let plaintextBytes = plaintextOffset(format, first);
  let ciphertextBytes = first * format.segmentBytes;
  let leaves = known;
  const skip = plaintextBytes - known * CHUNK_BYTES;
  for await (const segment of inOrder(segmentJobs(source, root, format, first, skip), inFlight, sealOne)) {
    const { index, ciphertext, digest, plaintext } = segment;
    const before = digests.at(index);
    if (before === undefined) digests.add(digest);
    else if (!sameBytes(before, digest)) throw new SourceChanged(index);
    cid.add(digest, ciphertext.length);
    plaintextBytes += plaintext.length;
    ciphertextBytes += ciphertext.length;
    const finished = root.leavesFrom(leaves);
    leaves = root.leafCount;
    yield { index, ciphertext, digest, leaves: finished };
  }
  const plaintextRoot = await root.finish();
  return { cid: cid.finish(), ciphertextBytes, plaintextBytes, root: plaintextRoot, leaves: root.leavesFrom(0) };
}
