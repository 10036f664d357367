import type { Context } from "~/context.server.ts";
import type { AssetId, Cid } from "~/ids.ts";
import type { Capsule } from "~/ports/keys/capsule.ts";
import type { AssetView } from "./asset-view.ts";
import { getAsset } from "./get-asset.server.ts";
import { readManifest } from "./read-manifest.server.ts";

/** What a program needs of an asset to buy and open it without this web app. */
export interface AssetRecord extends AssetView {
  /** Of the latest version. */
  readonly ciphertext: { readonly cid: Cid; readonly bytes: number };
  /** Wrapped data keys of the latest version, one for each way to open it. */
  readonly capsules: readonly Capsule[];
  readonly envelope: string;
}

/** The asset with its latest version's capsules; null where `getAsset` has none. */
export async function getAssetRecord(
  ctx: Pick<Context, "db" | "clock" | "config">,
  id: AssetId,
): Promise<AssetRecord | null> {
  const asset = await getAsset(ctx, id);
  const number = asset?.version;
  const version = number && (await ctx.db.version.findUnique({ where: { assetId_number: { assetId: id, number } } }));
  const manifest = version && (await readManifest(ctx, version));
  if (!asset || !manifest) return null;
  const { ciphertext, capsules, envelope } = manifest;
  return { ...asset, ciphertext, capsules, envelope };
}
