import type { Context } from "./context.server.ts";
import { readCursor } from "./features/index/cursor.server.ts";
import { siteOf } from "./site.server.ts";
import type { Part } from "./ui/part-status.tsx";

export interface PartState extends Part {
  readonly state: "ok" | "behind" | "down";
  readonly detail: string;
  /** What the part is behind: blocks for the index. */
  readonly lag: number | null;
}

export interface Status {
  readonly state: PartState["state"];
  readonly parts: readonly PartState[];
}

type Probe = () => Promise<{ state: PartState["state"]; detail: string; lag?: number }>;

const PATIENCE = 1500;
const BEHIND = 5n;

/** How each part does, asked now. A part that gives no answer in time is down; nothing here throws. */
export async function readStatus(ctx: Context): Promise<Status> {
  const site = siteOf(ctx);
  const probes: Record<string, Probe> = {
    Chain: () => probeChain(ctx),
    Keys: () => probeKeys(ctx),
    Storage: () => probeStore(ctx),
    Database: () => probeDatabase(ctx),
    Index: () => probeIndex(ctx),
  };
  const index: Part = { name: "Index", adapter: "follows the chain into the database", embedded: false };
  const parts = await Promise.all(
    [...site.parts, index].map(async (part): Promise<PartState> => {
      const probe = probes[part.name];
      return { ...part, lag: null, ...(probe ? await within(probe) : { state: "ok", detail: "" }) };
    }),
  );
  const states = new Set(parts.map(({ state }) => state));
  return { state: states.has("down") ? "down" : states.has("behind") ? "behind" : "ok", parts };
}

async function within(probe: Probe): ReturnType<Probe> {
  const late = new Promise<Awaited<ReturnType<Probe>>>((resolve) => {
    setTimeout(resolve, PATIENCE, { state: "down", detail: "gives no answer" }).unref();
  });
  return Promise.race([probe().catch(() => ({ state: "down" as const, detail: "can't be reached" })), late]);
}

const probeChain = async ({ chain }: Context) => ({
  state: "ok" as const,
  detail: `block ${(await chain.head()).number}`,
});

async function probeDatabase({ db }: Context) {
  await db.$queryRaw`SELECT 1`;
  return { state: "ok" as const, detail: "" };
}

async function probeIndex(ctx: Context) {
  const [head, cursor] = await Promise.all([ctx.chain.head(), readCursor(ctx)]);
  const lag = Number(head.number - (cursor?.block ?? ctx.deployment.startBlock - 1n));
  const state = lag > BEHIND ? ("behind" as const) : ("ok" as const);
  return { state, lag, detail: lag > 0 ? `${lag} blocks to go` : "" };
}

async function probeStore({ config }: Context) {
  const response = await fetch(`${config.storeUrl}/status`, { signal: AbortSignal.timeout(PATIENCE) });
  return { state: response.ok ? ("ok" as const) : ("down" as const), detail: "" };
}

async function probeKeys({ keys }: Context) {
  const alive = await Promise.all(
    keys.nodes.map((url) =>
      fetch(`${url}/status`, { signal: AbortSignal.timeout(PATIENCE) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    ),
  );
  const up = alive.filter(Boolean).length;
  const state = up === alive.length ? "ok" : up >= keys.threshold ? "behind" : "down";
  return {
    state: state as PartState["state"],
    detail: `${up} of ${alive.length} nodes answer, ${keys.threshold} are needed`,
  };
}
