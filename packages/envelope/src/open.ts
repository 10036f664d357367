import { type Opened, type OpenOptions, openSegments } from "./open-segments.ts";
import { streamOf } from "./stream-of.ts";

/** Goes where a TransformStream goes: `response.body.pipeThrough(open(...))`. */
export interface Opening {
  /** Takes the sealed file. */
  readonly writable: WritableStream<Uint8Array>;
  /** Gives the plaintext, each byte only after its segment authenticated; errors as `openSegments` throws. */
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Settles when the whole file is verified, its end included. */
  readonly opened: Promise<Opened>;
}

/** Opens a sealed stream. What was read is whole only once `opened` has settled. */
export function open(options: OpenOptions): Opening {
  const ciphertext = new TransformStream<Uint8Array, Uint8Array>();
  const { stream, result } = streamOf(openSegments(ciphertext.readable, options), (plaintext) => plaintext);
  return { writable: ciphertext.writable, readable: stream, opened: result };
}
