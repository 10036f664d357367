import { z } from "zod";
import type { Context } from "~/context.server.ts";
import type { AssetId } from "~/ids.ts";
import type { AssetView, ShareView } from "./asset-view.ts";
import { readParties } from "./read-parties.server.ts";
import { readTitles } from "./read-titles.server.ts";

const Children = z.array(z.object({ id: z.string() }));
const MOST = 100;

/** Who shares an asset's income, the assets that it was made from, and those made from it. */
export async function findLineage(
  ctx: Pick<Context, "db">,
  id: AssetId,
  period: number,
): Promise<Pick<AssetView, "shares" | "parents" | "children">> {
  const [shares, found] = await Promise.all([
    ctx.db.share.findMany({ where: { assetId: id, period }, orderBy: [{ ppm: "desc" }, { recipient: "asc" }] }),
    ctx.db.$queryRaw`SELECT s.asset_id AS id FROM share s JOIN asset a ON a.id = s.asset_id AND a.period = s.period
      WHERE s.parent_id = ${id} ORDER BY a.listed_at DESC, a.id LIMIT ${MOST}`,
  ]);
  const children = Children.parse(found).map((child) => child.id);
  const parents = shares.flatMap(({ parentId }) => parentId ?? []);
  const [title, party] = await Promise.all([
    readTitles(ctx, [...parents, ...children]),
    readParties(
      ctx,
      shares.flatMap(({ account }) => account ?? []),
    ),
  ]);
  const named = (asset: string) => ({ id: asset as AssetId, title: title(asset) });
  return {
    shares: shares.map(({ account, parentId, ppm }): ShareView => {
      if (parentId) return { to: { kind: "asset", ...named(parentId) }, ppm };
      return { to: { kind: "account", party: party(account ?? "") }, ppm };
    }),
    parents: parents.map(named),
    children: children.map(named),
  };
}
