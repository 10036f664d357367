import type { Context } from "~/context.server.ts";
import type { AssetKind, AssetPage } from "./asset-view.ts";

export interface AssetSearch {
  readonly query: string;
  readonly kind: AssetKind | null;
  readonly licence: string | null;
  readonly sort: "newest" | "price";
  readonly after: string | null;
}

export async function listAssets(_ctx: Pick<Context, "db">, _search: AssetSearch): Promise<AssetPage> {
  return { assets: [], next: null, total: 0, licences: [] };
}
