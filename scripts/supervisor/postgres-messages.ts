/** What a client sends before it may query: it asks for encryption, or to cancel, or says who it is. */
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;

export type ClientMessage =
  | { readonly kind: "encryption" }
  | { readonly kind: "cancel" }
  | { readonly kind: "startup"; readonly bytes: Uint8Array }
  /** `type` is the message's first byte as a letter. */
  | { readonly kind: "message"; readonly type: string; readonly bytes: Uint8Array };

/** Cuts a client's bytes into whole messages of PostgreSQL's protocol 3. */
export class MessageReader {
  #pieces: Buffer[] = [];
  #length = 0;
  #started = false;

  push(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  /** @returns the next message, or null until more bytes have come */
  next(): ClientMessage | null {
    const head = this.#started ? 1 : 0;
    if (this.#length < head + 8 - head * 4) return null;
    const buffer = this.#pieces.length === 1 ? (this.#pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#pieces);
    this.#pieces = [buffer];
    const size = head + buffer.readInt32BE(head);
    if (buffer.length < size) return null;
    const bytes = new Uint8Array(buffer.subarray(0, size));
    this.#pieces = [buffer.subarray(size)];
    this.#length -= size;
    if (this.#started) return { kind: "message", type: String.fromCharCode(bytes[0] ?? 0), bytes };
    const code = buffer.readInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: "encryption" };
    if (code === CANCEL_REQUEST) return { kind: "cancel" };
    this.#started = true;
    return { kind: "startup", bytes };
  }
}

/** Whether an answer ends in ReadyForQuery, and then whether the session is outside of any transaction. */
export function readiness(answer: Uint8Array): "idle" | "in-transaction" | null {
  const [type, a, b, c, length, status] = answer.subarray(-6);
  if (type !== 0x5a || a !== 0 || b !== 0 || c !== 0 || length !== 5) return null;
  return status === 0x49 ? "idle" : "in-transaction";
}
