import {
  AES256_GCM_HKDF_1MB,
  type Bytes,
  CHUNK_BYTES,
  createRootTaker,
  type DataKey,
  type Digests,
  decodeHeader,
  deriveSegments,
  openSealedFile,
  type RandomAccess,
  type Root,
  RootMismatch,
  type RootTaker,
  SegmentRefused,
} from "@tessera/envelope";
import type { SaveTarget, Sink } from "./save-target.ts";

/** How far a saving had come: a multiple of the chunk size, with the leaves of the plaintext's chunks up to there. */
export interface Checkpoint {
  readonly bytes: number;
  readonly leaves: Digests;
}

export interface Saving {
  readonly source: RandomAccess;
  readonly key: DataKey;
  readonly associatedData: Bytes;
  /** The plaintext root that was listed. */
  readonly root: Root;
  /** The plaintext is these files' bytes one after another. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly target: SaveTarget;
  readonly from: Checkpoint | null;
  readonly onProgress: (bytes: number) => void;
  readonly onCheckpoint: (checkpoint: Checkpoint) => Promise<void>;
  readonly signal: AbortSignal;
}

/** A checkpoint rewrites what is there in some browsers: the next comes when as much again has been written. */
const FIRST_CHECKPOINT = 32 * CHUNK_BYTES;
const HEADER_BYTES = 40;

/**
 * Reads, verifies, decrypts and saves a version. No byte is written before its segment authenticated, and nothing counts as saved before the
 * whole matches the listed root. Memory stays the same whatever the size.
 * @throws EnvelopeMalformed | SegmentRefused | RootMismatch | StoreUnreachable | the target's errors | the signal's reason
 */
export async function savePlaintext(saving: Saving): Promise<void> {
  const { source, key, associatedData, root, from, signal } = saving;
  const sealed = await openSealedFile(source, { key, associatedData });
  const format = AES256_GCM_HKDF_1MB;
  const header = decodeHeader(Uint8Array.from(await source.read(0, HEADER_BYTES)), format);
  const { leafSaltKey } = await deriveSegments({ key, associatedData, format, header });
  const taker = createRootTaker(leafSaltKey, 4, from?.leaves);
  let done = from?.bytes ?? 0;
  let next = Math.max(FIRST_CHECKPOINT, done * 2);
  const writer = createFileWriter(saving, done);
  try {
    for await (const segment of sealed.readRange(done)) {
      // Whole chunks only, so that a checkpoint falls where a leaf ends.
      for (const piece of cutAtChunks(segment, done)) {
        signal.throwIfAborted();
        await writer.write(piece);
        await taker.push(piece);
        done += piece.length;
        saving.onProgress(done);
        if (done < next || done === sealed.plaintextBytes) continue;
        next = done * 2;
        if (await writer.checkpoint()) await saving.onCheckpoint(checkpointOf(taker));
      }
    }
    const actual = await taker.finish();
    if (actual !== root.toLowerCase()) throw new RootMismatch(root, actual);
    await writer.close();
  } catch (error) {
    const kept = await writer.abort(!(error instanceof RootMismatch || error instanceof SegmentRefused));
    if (kept && taker.leafCount > 0) await saving.onCheckpoint(checkpointOf(taker));
    throw error;
  }
}

function* cutAtChunks(piece: Bytes, at: number): Generator<Bytes> {
  let from = 0;
  while (from < piece.length) {
    const to = Math.min(piece.length, from + CHUNK_BYTES - ((at + from) % CHUNK_BYTES));
    yield piece.subarray(from, to);
    from = to;
  }
}

/** The last chunks are still being hashed: going on begins where the finished leaves end, and writes a little twice. */
const checkpointOf = (taker: RootTaker): Checkpoint => ({
  bytes: taker.leafCount * CHUNK_BYTES,
  leaves: taker.leavesFrom(0).slice(),
});

/** Divides the plaintext among the files. */
function createFileWriter({ files, target }: Saving, start: number) {
  let index = 0;
  let within = start;
  for (let file = files[index]; file !== undefined && within > 0 && within >= file.bytes; file = files[index]) {
    within -= file.bytes;
    index += 1;
  }
  let sink: Sink | null = null;

  /** The file that the next byte belongs to; files that are full, empty ones too, are closed on the way. */
  const advance = async (): Promise<{ sink: Sink; room: number } | null> => {
    for (let file = files[index]; file !== undefined; file = files[index]) {
      sink ??= await target.open(file, within);
      if (within < file.bytes) return { sink, room: file.bytes - within };
      await sink.close();
      sink = null;
      within = 0;
      index += 1;
    }
    return null;
  };
  return {
    async write(piece: Bytes): Promise<void> {
      for (let rest = piece; rest.length > 0; ) {
        const current = await advance();
        if (current === null) throw new RangeError("The plaintext is longer than its files.");
        const part = rest.subarray(0, current.room);
        await current.sink.write(part);
        within += part.length;
        rest = rest.subarray(part.length);
      }
    },
    checkpoint: async (): Promise<boolean> => (await sink?.checkpoint()) ?? false,
    async close(): Promise<void> {
      if ((await advance()) !== null) throw new RangeError("The plaintext is shorter than its files.");
    },
    abort: async (keep: boolean): Promise<boolean> => (await sink?.abort(keep).catch(() => false)) ?? false,
  };
}
