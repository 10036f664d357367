import { z } from "zod";
import { CallReverted, ChainUnavailable } from "./chain-view.ts";
import { createPost, type Post } from "./post.ts";

const TIMEOUT_MS = 8_000;
const MAX_BATCH = 100;
/** While one batch is under way the next one gathers, so that batches grow with load. */
const MAX_IN_FLIGHT = 1;

const answerSchema = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.object({ code: z.number(), message: z.string() }).optional(),
});

const answersSchema = z.array(answerSchema);

interface Waiting {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export type JsonRpc = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** JSON-RPC over HTTP. Calls made in the same turn of the event loop travel as one batch; nothing is cached. */
export function createJsonRpc(url: string): JsonRpc {
  const post = createPost(url, TIMEOUT_MS);
  let queue: Waiting[] = [];
  let inFlight = 0;
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    if (queue.length === 0 || inFlight >= MAX_IN_FLIGHT) return;
    const batch = queue.slice(0, MAX_BATCH);
    queue = queue.slice(MAX_BATCH);
    inFlight += 1;
    void settle(post, batch).finally(() => {
      inFlight -= 1;
      schedule();
    });
  };

  // After the requests that have already arrived were read, so that they travel along.
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };

  return (method, params) =>
    new Promise((resolve, reject) => {
      queue.push({ method, params, resolve, reject });
      schedule();
    });
}

async function settle(post: Post, batch: readonly Waiting[]): Promise<void> {
  const alike = groupAlike(batch);
  try {
    const body = alike.map((group, id) => ({
      jsonrpc: "2.0",
      id,
      method: group[0]?.method,
      params: group[0]?.params,
    }));
    const json: unknown = JSON.parse(await post(JSON.stringify(body.length === 1 ? body[0] : body)));
    const answers = answersSchema.parse(Array.isArray(json) ? json : [json]);
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    alike.forEach((group, id) => {
      for (const waiting of group) settleOne(waiting, byId.get(id));
    });
  } catch (cause) {
    const error =
      cause instanceof ChainUnavailable
        ? cause
        : new ChainUnavailable("The chain's RPC gave no usable answer.", { cause });
    for (const { reject } of batch) reject(error);
  }
}

/** Who asks the same in one batch gets the same answer; all of them asked before it was sent. */
function groupAlike(batch: readonly Waiting[]): Waiting[][] {
  const groups = new Map<string, Waiting[]>();
  for (const waiting of batch) {
    const key = JSON.stringify([waiting.method, waiting.params]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [waiting]);
    else group.push(waiting);
  }
  return [...groups.values()];
}

function settleOne({ method, resolve, reject }: Waiting, answer: z.infer<typeof answerSchema> | undefined): void {
  if (answer === undefined) reject(new ChainUnavailable(`The chain's RPC left ${method} unanswered.`));
  else if (answer.error === undefined) resolve(answer.result);
  else if (method === "eth_call" && /revert|execution|invalid opcode|out of gas/i.test(answer.error.message)) {
    reject(new CallReverted(answer.error.message));
  } else reject(new ChainUnavailable(`${method}: ${answer.error.message}`));
}
