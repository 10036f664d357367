import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "~/context.server.ts";
import type { AssetId } from "~/ids.ts";
import { done, type Outcome, refused } from "~/outcome.ts";
import type { AssetView } from "./asset-view.ts";
import { getAsset } from "./get-asset.server.ts";

/**
 * The asset, for which a moment is waited where it is listed but its manifest is still being read: its creator comes to the page right
 * after listing. @param limit milliseconds
 */
export async function awaitAsset(
  ctx: Pick<Context, "db" | "clock" | "config">,
  id: AssetId,
  limit = 5000,
): Promise<Outcome<AssetView, "not-found" | "not-read-yet">> {
  for (const end = Date.now() + limit; ; await pause(150)) {
    const asset = await getAsset(ctx, id);
    if (asset) return done(asset);
    const listed = (await ctx.db.asset.count({ where: { id } })) > 0;
    if (!listed) return refused("not-found");
    if (Date.now() >= end) return refused("not-read-yet");
  }
}
