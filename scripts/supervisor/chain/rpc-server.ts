import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import type { BlockProducer } from "./block-producer.ts";
import { RpcRefusal, rpc } from "./json-rpc.ts";
import { PUBLIC_METHODS, TIMELY_METHODS } from "./public-methods.ts";

const MAX_BODY = 2 * 1024 * 1024;
const MAX_BATCH = 500;
const HEADERS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "content-type",
  "access-control-allow-methods": "POST, GET, OPTIONS",
  "access-control-max-age": "86400",
};

const Call = z.object({
  id: z.union([z.string(), z.number(), z.null()]).default(null),
  method: z.string(),
  params: z.array(z.unknown()).default([]),
});
const Raw = z.tuple([z.string().regex(/^0x[0-9a-fA-F]+$/)]);

/**
 * The chain's public door: JSON-RPC over HTTP, open to every origin. Reads go to anvil at `url`; signed transactions go through
 * `producer`, so that none is acknowledged before it is kept. GET answers 200 while the chain does.
 */
export function createRpcServer(url: string, producer: BlockProducer): Server {
  return createServer(async (request, response) => {
    try {
      if (request.method === "OPTIONS") return send(response, 204, "");
      if (request.method === "GET") return send(response, 200, { blockNumber: await rpc(url, "eth_blockNumber") });
      if (request.method !== "POST") return send(response, 405, { error: "POST a JSON-RPC call." });
      const body = await readBody(request);
      if (body === null) return send(response, 413, failure(null, -32600, `A call may be ${MAX_BODY} bytes long.`));
      send(response, 200, await answerBody(body));
    } catch (error) {
      console.error(error);
      send(response, 503, failure(null, -32603, "The chain is not answering just now."));
    }
  });

  async function answerBody(body: string): Promise<unknown> {
    const calls = parseJson(body);
    if (!Array.isArray(calls)) return answer(calls);
    if (calls.length > MAX_BATCH) return failure(null, -32600, `A batch may have ${MAX_BATCH} calls.`);
    return Promise.all(calls.map(answer));
  }

  async function answer(value: unknown): Promise<unknown> {
    const call = Call.safeParse(value);
    if (!call.success) return failure(null, -32600, "This is not a JSON-RPC call.");
    const { id, method, params } = call.data;
    try {
      return { jsonrpc: "2.0", id, result: await perform(method, params) };
    } catch (error) {
      if (error instanceof RpcRefusal) return failure(id, error.code, error.message, error.data);
      throw error;
    }
  }

  async function perform(method: string, params: unknown[]): Promise<unknown> {
    if (method === "eth_accounts") return [];
    if (!PUBLIC_METHODS.has(method)) throw new RpcRefusal(-32601, `${method} is not offered here.`);
    if (method === "eth_sendRawTransaction") {
      const raw = Raw.safeParse(params);
      if (!raw.success) throw new RpcRefusal(-32602, "eth_sendRawTransaction takes one signed transaction in hex.");
      return producer.submit(raw.data[0]);
    }
    if (TIMELY_METHODS.has(method)) await producer.freshen();
    return rpc(url, method, params);
  }
}

function failure(id: string | number | null, code: number, message: string, data?: unknown) {
  return { jsonrpc: "2.0", id, error: { code, message, ...(data !== undefined && { data }) } };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...HEADERS, "content-type": "application/json" });
  response.end(body === "" ? undefined : JSON.stringify(body));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
