import { type Sealed, type SealOptions, sealSegments } from "./seal-segments.ts";
import { streamOf } from "./stream-of.ts";

/** Goes where a TransformStream goes: `file.stream().pipeThrough(seal(...))`. */
export interface Sealing {
  /** Takes the plaintext. */
  readonly writable: WritableStream<Uint8Array>;
  /** Gives the sealed file. */
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Settles when the last byte was read. */
  readonly sealed: Promise<Sealed>;
}

/**
 * Seals a stream under a fresh header (`newHeader`), computing the plaintext root and the ciphertext's CID in the same pass.
 * Memory is bounded by the segments in flight.
 */
export function seal(options: Omit<SealOptions, "from">): Sealing {
  const plaintext = new TransformStream<Uint8Array, Uint8Array>();
  const { stream, result } = streamOf(sealSegments(plaintext.readable, options), ({ ciphertext }) => ciphertext);
  return { writable: plaintext.writable, readable: stream, sealed: result };
}
