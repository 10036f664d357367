import type { Context } from "~/context.server.ts";
import { readManifests } from "./read-manifests.server.ts";
import { readTokens } from "./read-tokens.server.ts";
import { IndexWriter } from "./sync-index.server.ts";

const MANIFESTS_EVERY = 500;

export interface Running {
  /** Settles when the index has come to the head for the first time. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** Follows the chain's head into the index, and reads manifests beside it, until stopped. Faults are logged and tried again. */
export function startIndexing(
  ctx: Pick<Context, "db" | "chain" | "deployment" | "storage" | "clock" | "log">,
): Running {
  const writer = new IndexWriter(ctx);
  let reached = () => {};
  const ready = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let work = Promise.resolve();

  async function follow(): Promise<void> {
    await writer.sync();
    await readTokens(ctx);
    reached();
  }

  const unwatch = ctx.chain.watchHeads(
    () => {
      work = follow();
      return work;
    },
    (error) => ctx.log.error({ err: error }, "index"),
  );
  const reading = repeat(
    MANIFESTS_EVERY,
    () => readManifests(ctx),
    (error) => ctx.log.error({ err: error }, "manifests"),
  );
  return {
    ready,
    async stop() {
      unwatch();
      await Promise.all([work.catch(() => {}), reading.stop()]);
    },
  };
}

function repeat(every: number, task: () => Promise<unknown>, onError: (error: unknown) => void) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const round = async () => {
    await task().catch(onError);
    if (!stopped) timer = setTimeout(begin, every);
  };
  const begin = () => {
    running = round();
  };
  begin();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
