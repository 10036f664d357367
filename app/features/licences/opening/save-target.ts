import type { Bytes } from "@tessera/envelope";

/** Where one file's plaintext goes, piece by piece and in order. */
export interface Sink {
  write(piece: Bytes): Promise<void>;
  /** Makes what was written outlast a crash. @returns false where this place can't, so that nothing may be resumed from here. */
  checkpoint(): Promise<boolean>;
  close(): Promise<void>;
  /**
   * Ends before the end. `keep`: what was written may stay, to go on with later.
   * @returns whether it stays and is durable
   */
  abort(keep: boolean): Promise<boolean>;
}

/** A place for a version's files: a file or folder that the person chose, or the browser's downloads. */
export interface SaveTarget {
  /** @param offset how many of the file's bytes are there already */
  open(file: { readonly name: string; readonly bytes: number }, offset: number): Promise<Sink>;
}
