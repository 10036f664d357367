import type { Cid } from "~/ids.ts";
import type { Outcome } from "~/outcome.ts";

/** Bytes `start` to `end`, the last one not included; `0 <= start <= end <= size`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A file, or a part of one that has a CID of its own. */
export interface StoredFile {
  readonly cid: Cid;
  /** The size of the file's bytes, not of its blocks. */
  readonly bytes: number;
}

/** What the bytes are said to be. A CID that is known only when the last byte has passed is given as a function. */
export interface Claim {
  readonly cid: Cid | (() => Cid);
  readonly bytes: number;
}

/** Whether the bytes were written by this call or were there already. */
export interface Stored extends StoredFile {
  readonly fresh: boolean;
}

/**
 * Content-addressed files: UnixFS, profile `unixfs-v1-2025` (IPIP-499): CIDv1, sha2-256, raw leaves of 1 MiB, balanced, width 1024.
 * A file's inner nodes and leaves have CIDs and can be read like files.
 * Every method throws on a fault of the medium (a disk or network error); absence and refusal are returned.
 */
export interface Storage {
  /** Facts of a root, an inner node or a leaf; null where none of the files holds it. */
  find(cid: Cid): Promise<StoredFile | null>;
  /**
   * The file's bytes, or a range of them, in order and in pieces of at most 1 MiB; null where `find` says null. A piece may be read
   * only until the next is asked for. @throws RangeError where the range is not within the file
   */
  read(cid: Cid, range?: ByteRange): Promise<AsyncIterable<Uint8Array> | null>;
  /** One block as it was hashed: a leaf's bytes or a dag-pb node; null where there is none. */
  block(cid: Cid): Promise<Uint8Array | null>;
  /**
   * Stores the bytes once their own CID was computed and is the claimed one. When it resolves with success they survive a crash, and
   * in every other case, a crash at any instant included, nothing of them is kept. Storing again what is there changes nothing.
   */
  put(source: AsyncIterable<Uint8Array>, claim: Claim): Promise<Outcome<Stored, "wrong-cid" | "no-space">>;
  /** Pins a file that is listed, so that it is not removed by mistake. Idempotent. */
  pin(cid: Cid): Promise<Outcome<null, "absent">>;
  /** Removes a file by its root. @param force removes a pinned one too */
  remove(cid: Cid, force?: boolean): Promise<Outcome<null, "absent" | "pinned">>;
  /** All roots, in no order. */
  list(): AsyncIterable<StoredFile>;
}

/** A claim's CID, once the last byte has passed. */
export const claimedCid = (claim: Claim): Cid => (typeof claim.cid === "string" ? claim.cid : claim.cid());

/** @throws RangeError where the range is not within a file of this size. */
export function checkRange({ start, end }: ByteRange, bytes: number): void {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start || end > bytes) {
    throw new RangeError(`Bytes ${start} to ${end} are not within a file of ${bytes} bytes.`);
  }
}
