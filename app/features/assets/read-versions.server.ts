import { type Hex, hexToBytes } from "viem";
import type { Context } from "~/context.server.ts";
import type { AssetId } from "~/ids.ts";
import { DAG_PB, encodeCid, RAW } from "~/ports/storage/cid.ts";
import type { VersionView } from "./asset-view.ts";
import { dateOf } from "./chain-time.server.ts";
import { manifestCid } from "./manifest.ts";

/** A file of one leaf is that leaf; a larger one has a root above its leaves. */
const ONE_LEAF = 1_048_576n;

/** An asset's versions, newest first. */
export async function readVersions(ctx: Pick<Context, "db">, assetId: AssetId): Promise<VersionView[]> {
  const rows = await ctx.db.version.findMany({ where: { assetId }, orderBy: { number: "desc" }, take: 100 });
  return rows.map((row) => ({
    number: row.number,
    listedAt: dateOf(row.listedAt),
    ciphertext: encodeCid(row.bytes <= ONE_LEAF ? RAW : DAG_PB, hexToBytes(row.ciphertext as Hex)),
    manifest: manifestCid(row.manifest as Hex),
    plaintextRoot: row.plaintextRoot as Hex,
    bytes: Number(row.bytes),
    transaction: row.tx as Hex,
  }));
}
