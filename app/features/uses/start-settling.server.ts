import type { Context } from "~/context.server.ts";
import { createRelay } from "~/ports/chain/relay.server.ts";
import { settleVouchers } from "./settle-vouchers.server.ts";

/** Milliseconds. People wait for the first: a session opens once its use is settled. Where gas costs money, batches grow meanwhile. */
const EVERY = { embedded: 100, real: 2000 };

/** Settles accepted vouchers until stopped. Without an operator's key it does nothing. */
export function startSettling(ctx: Context): { stop(): Promise<void> } {
  const { operatorKey, embedded } = ctx.config;
  if (!operatorKey) return { stop: async () => {} };
  const relay = createRelay(ctx.chain, operatorKey);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  async function round(): Promise<void> {
    try {
      const settled = await settleVouchers(ctx, relay);
      if (settled > 0) ctx.log.info({ settled }, "uses settled");
    } catch (error) {
      ctx.log.error({ err: error }, "uses could not be settled");
    }
    if (!stopped) timer = setTimeout(begin, embedded ? EVERY.embedded : EVERY.real);
  }
  function begin(): void {
    running = round();
  }
  begin();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
