import type { Bytes } from "./format.ts";

/** Where bytes come from: a Web Stream, a Node stream, an async generator. A piece must not change after it was given. */
export type ByteSource = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** Larger pieces are cut, so that one of them does not start work on all of its blocks at once. */
const PIECE_BYTES = 1_048_576;

async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

/** The source as pieces of at most 1 MiB that WebCrypto takes. */
export async function* pieces(source: ByteSource): AsyncGenerator<Bytes> {
  for await (const piece of "getReader" in source ? read(source) : source) {
    const { buffer, byteOffset, byteLength } = piece;
    const bytes =
      buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint8Array(piece);
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
  }
}
