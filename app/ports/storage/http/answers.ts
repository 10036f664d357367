import type { IncomingMessage, ServerResponse } from "node:http";

/** An expected "no" on its way to the client: thrown within a request, and only there. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly status: number;
  readonly reason: string;
  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) });
  response.end(text);
}

/** `{ error, message }`; where an answer has begun already the connection is cut, so that nobody takes a part for the whole. */
export function sendRefusal(response: ServerResponse, refusal: HttpRefusal): void {
  if (response.headersSent) response.destroy();
  else sendJson(response, refusal.status, { error: refusal.reason, message: refusal.message });
}

/** @throws HttpRefusal 413 past `limit` bytes, 408 where the body is not there after `patience` ms */
export async function readBody(request: IncomingMessage, limit: number, patience = 30_000): Promise<Buffer> {
  const tooLarge = new HttpRefusal(413, "too-large", `The body may have at most ${limit} bytes.`);
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge;
  const late = new HttpRefusal(408, "too-slow", `The body was not complete after ${patience / 1000} s.`);
  const timer = setTimeout(() => request.destroy(late), patience);
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > limit) throw tooLarge;
      pieces.push(piece);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(pieces);
}
