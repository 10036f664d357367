import { z } from "zod";
import { CallReverted, ChainUnavailable } from "./chain-view.ts";

const TIMEOUT_MS = 8_000;
const MAX_BATCH = 100;
/** While this many batches are under way the next one gathers; so batches grow with load. */
const MAX_IN_FLIGHT = 2;

const answerSchema = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.object({ code: z.number(), message: z.string() }).optional(),
});

interface Waiting {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export type JsonRpc = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** JSON-RPC over HTTP. Calls made in the same turn of the event loop travel as one batch; nothing is cached. */
export function createJsonRpc(url: string): JsonRpc {
  let queue: Waiting[] = [];
  let inFlight = 0;
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    if (queue.length === 0 || inFlight >= MAX_IN_FLIGHT) return;
    const batch = queue.slice(0, MAX_BATCH);
    queue = queue.slice(MAX_BATCH);
    inFlight += 1;
    void settle(url, batch).finally(() => {
      inFlight -= 1;
      flush();
    });
  };

  return (method, params) =>
    new Promise((resolve, reject) => {
      queue.push({ method, params, resolve, reject });
      if (scheduled) return;
      scheduled = true;
      setImmediate(flush);
    });
}

async function settle(url: string, batch: readonly Waiting[]): Promise<void> {
  try {
    const body = batch.map(({ method, params }, id) => ({ jsonrpc: "2.0", id, method, params }));
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body.length === 1 ? body[0] : body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new ChainUnavailable(`The chain's RPC answered ${response.status}.`);
    const json: unknown = await response.json();
    const answers = new Map(
      (Array.isArray(json) ? json : [json]).map((item) => [answerSchema.parse(item).id, answerSchema.parse(item)]),
    );
    batch.forEach((waiting, id) => {
      settleOne(waiting, answers.get(id));
    });
  } catch (cause) {
    const error =
      cause instanceof ChainUnavailable
        ? cause
        : new ChainUnavailable("The chain's RPC gave no usable answer.", { cause });
    for (const { reject } of batch) reject(error);
  }
}

function settleOne({ method, resolve, reject }: Waiting, answer: z.infer<typeof answerSchema> | undefined): void {
  if (answer === undefined) reject(new ChainUnavailable(`The chain's RPC left ${method} unanswered.`));
  else if (answer.error === undefined) resolve(answer.result);
  else if (method === "eth_call" && /revert|execution|invalid opcode|out of gas/i.test(answer.error.message)) {
    reject(new CallReverted(answer.error.message));
  } else reject(new ChainUnavailable(`${method}: ${answer.error.message}`));
}
