import { z } from "zod";

const Answer = z.union([
  z.object({ error: z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() }) }),
  z.object({ result: z.unknown() }),
]);

/** The node understood the call and refused it. Any other failure means that the node itself could not be reached. */
export class RpcRefusal extends Error {
  override name = "RpcRefusal";
  readonly code: number;
  readonly data: unknown;
  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** One JSON-RPC call. Throws RpcRefusal when the node refuses it. */
export async function rpc(url: string, method: string, params: unknown[] = []): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const answer = Answer.parse(await response.json());
  if ("error" in answer) throw new RpcRefusal(answer.error.code, answer.error.message, answer.error.data);
  return answer.result;
}

const Quantity = z.string().regex(/^0x[0-9a-f]+$/);

/** Seconds since 1970 at which the newest block was made. */
export async function latestTime(url: string): Promise<number> {
  const block = z.object({ timestamp: Quantity }).parse(await rpc(url, "eth_getBlockByNumber", ["latest", false]));
  return Number(block.timestamp);
}
