import type { IncomingMessage, ServerResponse } from "node:http";
import { Refusal } from "../auth/refusal.ts";

const MAX_BODY = 512 * 1024;

/** Any page may ask: what a node answers depends on signatures, never on where a request comes from. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "accept, content-type, x-lit-sdk-version, x-lit-sdk-type, x-request-id",
  "access-control-max-age": "86400",
};

/** @throws Refusal where the body is too long or not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Refusal("NodeInvalidRequest", "The request is too long.");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
  } catch (cause) {
    throw new Refusal("NodeInvalidRequest", "The request is not JSON.", { cause });
  }
}

export function answerJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...CORS,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
  });
  response.end(text);
}

export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, { ...CORS, "access-control-allow-private-network": "true" });
  response.end();
}

/** Lit's form of a refusal. */
export function answerRefusal(response: ServerResponse, refusal: Refusal, requestId: string | undefined): void {
  answerJson(response, refusal.status, {
    errorKind: refusal.status >= 500 ? "Unexpected" : "Validation",
    errorCode: refusal.code,
    status: refusal.status,
    message: refusal.message,
    correlationId: requestId ?? null,
    details: [],
  });
}
