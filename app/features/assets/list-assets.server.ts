import { z } from "zod";
import type { Context } from "~/context.server.ts";
import { Prisma } from "../../../prisma/generated/client.ts";
import type { AssetPage } from "./asset-view.ts";
import { correctQuery } from "./correct-query.server.ts";
import { type AssetFilter, CANDIDATES, conditionOf, findAssets } from "./find-assets.server.ts";
import { readCards } from "./read-cards.server.ts";

export type AssetSearch = AssetFilter;

const Count = z.array(z.object({ count: z.coerce.number() }));
const Licences = z.array(z.object({ licence: z.string() }));

/** A page of the catalogue. Where a query hits nothing, what it most probably meant is looked for. */
export async function listAssets(ctx: Pick<Context, "db">, search: AssetSearch): Promise<AssetPage> {
  const page = await findPage(ctx, search);
  if (page.total > 0 || !search.query || search.after) return page;
  const query = await correctQuery(ctx, search.query);
  return query ? findPage(ctx, { ...search, query }) : page;
}

async function findPage(ctx: Pick<Context, "db">, search: AssetSearch): Promise<AssetPage> {
  const [found, total, licences] = await Promise.all([
    findAssets(ctx, search),
    countAssets(ctx, search),
    listTerms(ctx),
  ]);
  return { assets: await readCards(ctx, found.ids), next: found.next, total, licences };
}

/** Exact for the whole catalogue; at most `CANDIDATES` for a part of it, which is then a lower bound. */
async function countAssets(ctx: Pick<Context, "db">, search: AssetSearch): Promise<number> {
  if (!search.query && !search.kind && !search.licence && !search.tag) {
    const tally = await ctx.db.tally.findUnique({ where: { name: "assets" } });
    return Number(tally?.count ?? 0n);
  }
  const hit = search.query ? Prisma.sql`search @@ websearch_to_tsquery('english', ${search.query})` : Prisma.sql`true`;
  const sql = Prisma.sql`SELECT count(*) AS count FROM (
    SELECT 1 FROM catalogue WHERE ${hit} AND ${conditionOf(search)} LIMIT ${CANDIDATES}) hits`;
  return Count.parse(await ctx.db.$queryRaw(sql))[0]?.count ?? 0;
}

/** The distinct licences, by leaping through their index: DISTINCT would read all of it. */
async function listTerms(ctx: Pick<Context, "db">): Promise<string[]> {
  const rows = await ctx.db.$queryRaw`
    WITH RECURSIVE leap AS (
      (SELECT licence FROM catalogue ORDER BY licence LIMIT 1)
      UNION ALL
      SELECT (SELECT c.licence FROM catalogue c WHERE c.licence > leap.licence ORDER BY c.licence LIMIT 1)
      FROM leap WHERE leap.licence IS NOT NULL
    ) SELECT licence FROM leap WHERE licence IS NOT NULL LIMIT 200`;
  return Licences.parse(rows).map(({ licence }) => licence);
}
