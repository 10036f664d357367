import type { Actor } from "~/actor.ts";
import type { Context } from "~/context.server.ts";
import type { EarningsView } from "./earnings-view.ts";

export async function listEarnings(_ctx: Pick<Context, "db">, _actor: Actor): Promise<EarningsView[]> {
  return [];
}
