import type { Bytes, Digests, Root, SealHeader } from "@tessera/envelope";
import type { Cid } from "~/ids.ts";
import type { PublicFacts } from "../facts/public-facts.ts";

/** What a file is known by after a reload, when its creator picks it again. */
export interface FileIdentity {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
}

/** A sealing that may outlive its page. It holds the data key only as a CryptoKey that can't be read. */
export interface SealingJob {
  /** The asset's id and the version: `<assetId>/<version>`. */
  readonly id: string;
  readonly key: CryptoKey;
  readonly header: SealHeader;
  readonly associatedData: Bytes;
  readonly files: readonly FileIdentity[];
  /** Publish the first rows of a table. */
  readonly sampleRows: boolean;
  /** Where the ciphertext goes; null until the store has given a place. */
  readonly upload: string | null;
  /** Set once the store has the whole file. */
  readonly result: SealingResult | null;
}

export interface SealingResult {
  readonly cid: Cid;
  readonly ciphertextBytes: number;
  readonly plaintextBytes: number;
  readonly root: Root;
  readonly facts: PublicFacts;
}

/** Digests of a run of segments and leaves of a run of chunks, kept before the segments' bytes leave. */
export interface SealedRun {
  readonly segment: number;
  readonly digests: Digests;
  readonly leaf: number;
  readonly leaves: Digests;
}

/** Where jobs are kept. What a method has resolved survives a crash of the page. */
export interface SealingStore {
  find(id: string): Promise<SealingJob | null>;
  save(job: SealingJob): Promise<void>;
  addRun(id: string, run: SealedRun): Promise<void>;
  runs(id: string): Promise<readonly SealedRun[]>;
  /** Forgets the job and its runs. */
  remove(id: string): Promise<void>;
  list(): Promise<readonly SealingJob[]>;
}

export interface SealingProgress {
  readonly phase: "sealing" | "waiting" | "finishing";
  /** Bytes of ciphertext that the store has, and in all. */
  readonly bytes: number;
  readonly total: number;
}

export const identityOf = (file: File): FileIdentity => ({
  name: file.name,
  mediaType: file.type,
  bytes: file.size,
  lastModified: file.lastModified,
});

export function sameFiles(files: readonly FileIdentity[], others: readonly FileIdentity[]): boolean {
  return (
    files.length === others.length &&
    files.every((file, place) => {
      const other = others[place];
      return file.name === other?.name && file.bytes === other.bytes && file.lastModified === other.lastModified;
    })
  );
}
