import {
  AES256_GCM_HKDF_1MB,
  CHUNK_BYTES,
  ciphertextBytes,
  resumeOffset,
  type Sealed,
  type SealedSegment,
  type SealState,
  sealSegments,
} from "@tessera/envelope";
import type { Cid } from "~/ids.ts";
import { createFactsTaker } from "../facts/create-facts-taker.ts";
import type { FactsSource, FactsTaker } from "../facts/facts-taker.ts";
import type { PublicFacts } from "../facts/public-facts.ts";
import { takeFacts } from "../facts/take-facts.ts";
import { factsSource } from "./facts-source.ts";
import { readFiles } from "./read-files.ts";
import { resumeState } from "./resume-state.ts";
import type { SealedRun, SealingJob, SealingProgress, SealingResult, SealingStore } from "./sealing-job.ts";
import type { TusUpload } from "./tus-upload.ts";

const BATCH_SEGMENTS = 16;
const FORMAT = AES256_GCM_HKDF_1MB;

export interface SealingWork {
  readonly job: SealingJob;
  /** The job's files, in its order. */
  readonly files: readonly File[];
  readonly store: SealingStore;
  readonly upload: TusUpload;
  readonly onProgress: (progress: SealingProgress) => void;
  /** Facts that were taken already, of a file of which a footer or header tells all. */
  readonly knownFacts: PublicFacts | null;
  /** Segments, of a mebibyte each, that are sent in one request. */
  readonly batchSegments?: number;
}

interface Place {
  readonly url: string;
  /** Bytes that the store has there. */
  readonly offset: number;
}

/** Where the upload stands: at a new place where the store no longer knows the old one. */
async function placeOf({ job, store, upload }: SealingWork, total: number): Promise<Place> {
  const offset = job.upload === null ? null : await upload.offset(job.upload);
  if (job.upload !== null && offset !== null) return { url: job.upload, offset };
  const url = await upload.create(total);
  await store.save({ ...job, upload: url });
  return { url, offset: 0 };
}

/** The plaintext from `offset` on; the first file's bytes are shown to the taker as they pass. */
async function* plaintextOf(files: readonly File[], offset: number, taker: FactsTaker | null) {
  let left = files[0]?.size ?? 0;
  for await (const piece of readFiles(files, offset)) {
    if (taker && left > 0) taker.push(piece.subarray(0, Math.min(left, piece.length)));
    left -= piece.length;
    yield piece;
  }
}

const concat = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Seals from `from` on and sends what the store lacks; one batch is on its way while the next is sealed. */
async function sealFrom(work: SealingWork, from: SealState, place: Place, taker: FactsTaker | null): Promise<Sealed> {
  const { job, files, store, upload, onProgress, batchSegments = BATCH_SEGMENTS } = work;
  const total = ciphertextBytes(
    FORMAT,
    files.reduce((sum, { size }) => sum + size, 0),
  );
  const start = resumeOffset(from);
  let leaf = start / CHUNK_BYTES;
  let sent = place.offset;
  let sending: Promise<void> = Promise.resolve();
  let batch: SealedSegment[] = [];

  const send = async (run: SealedRun, ciphertext: Blob): Promise<void> => {
    await store.addRun(job.id, run);
    const lacking = ciphertext.slice(Math.max(0, sent - run.segment * FORMAT.segmentBytes));
    if (lacking.size > 0) await upload.append(place.url, sent, lacking);
    sent += lacking.size;
    onProgress({ phase: "sealing", bytes: sent, total });
  };
  const flush = async (): Promise<void> => {
    const [first] = batch;
    if (first === undefined) return;
    const digests = concat(batch.map(({ digest }) => digest));
    const run = { segment: first.index, digests, leaf, leaves: concat(batch.map(({ leaves }) => leaves)) };
    // Chromium sends a Blob several times as fast as bytes.
    const ciphertext = new Blob(batch.map((segment) => segment.ciphertext));
    batch = [];
    leaf += run.leaves.length / 32;
    await sending;
    sending = send(run, ciphertext);
    sending.catch(() => undefined);
  };

  onProgress({ phase: "sealing", bytes: sent, total });
  const sealing = sealSegments(plaintextOf(files, start, taker), { ...job, from });
  try {
    let next = await sealing.next();
    for (; !next.done; next = await sealing.next()) {
      batch.push(next.value);
      if (batch.length >= batchSegments) await flush();
    }
    await flush();
    await sending;
    onProgress({ phase: "finishing", bytes: sent, total });
    return next.value;
  } catch (error) {
    await sealing.throw(error).catch(() => undefined);
    throw error;
  }
}

async function factsOf(work: SealingWork, source: FactsSource, taker: FactsTaker | null): Promise<PublicFacts> {
  if (work.knownFacts) return work.knownFacts;
  return taker ? taker.finish() : takeFacts(source, work.job);
}

/**
 * Seals the files and uploads the ciphertext in one pass, from where an earlier try stood, and has the store import it under the CID
 * that the pass computed. Digests are kept before their segments leave, so that a file that changed since is noticed.
 * Memory does not depend on the files' size.
 * @throws SourceChanged | UploadRefused, and whatever reading a file throws
 */
export async function sealAndUpload(work: SealingWork): Promise<SealingResult> {
  const { job, files, store, upload } = work;
  if (job.result) return job.result;
  const plaintextBytes = files.reduce((sum, { size }) => sum + size, 0);
  const place = await placeOf(work, ciphertextBytes(FORMAT, plaintextBytes));
  const from = resumeState(await store.runs(job.id), place.offset, plaintextBytes);
  const source = await factsSource(files);
  // Facts need every byte: after a resumption the file is read for them once more.
  const taker = resumeOffset(from) === 0 && work.knownFacts === null ? createFactsTaker(source, job) : null;

  const sealed = await sealFrom(work, from, place, taker);
  await upload.importAs(place.url, sealed.cid);
  const { ciphertextBytes: sealedBytes, root } = sealed;
  const facts = await factsOf(work, source, taker);
  const result = { cid: sealed.cid as Cid, ciphertextBytes: sealedBytes, plaintextBytes, root, facts };
  await store.save({ ...job, upload: place.url, result });
  return result;
}
