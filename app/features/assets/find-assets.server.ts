import { z } from "zod";
import type { Context } from "~/context.server.ts";
import { Prisma } from "../../../prisma/generated/client.ts";
import type { AssetKind } from "./asset-view.ts";
import { decodePlace, encodePlace } from "./page-place.ts";

export interface AssetFilter {
  readonly query: string;
  readonly kind: AssetKind | null;
  readonly licence: string | null;
  readonly tag?: string | null;
  readonly sort: "newest" | "price";
  /** `next` of the page before, or null for the first. One that is malformed is taken as null. */
  readonly after: string | null;
}

export interface FoundAssets {
  /** Ids of assets, in order. */
  readonly ids: readonly string[];
  readonly next: string | null;
}

export const PAGE = 20;
/** Ranking looks at this many hits at most, whichever the database finds first: common words have too many to rank them all. */
export const CANDIDATES = 1000;

const Rows = z.array(z.object({ asset_id: z.string(), place: z.string() }));

export const conditionOf = ({ kind, licence, tag }: AssetFilter): Prisma.Sql =>
  Prisma.join(
    [
      Prisma.sql`true`,
      ...(kind ? [Prisma.sql`kind = ${kind}`] : []),
      ...(licence ? [Prisma.sql`licence = ${licence}`] : []),
      ...(tag ? [Prisma.sql`tags @> ARRAY[${tag}]`] : []),
    ],
    " AND ",
  );

/** One page of the catalogue by key, so that a late page costs what the first does. */
export async function findAssets(ctx: Pick<Context, "db">, filter: AssetFilter): Promise<FoundAssets> {
  const sql = filter.query ? ranked(filter) : filter.sort === "price" ? cheapest(filter) : newest(filter);
  const rows = Rows.parse(await ctx.db.$queryRaw(sql));
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return { ids: page.map((row) => row.asset_id), next: rows.length > PAGE && last ? encodePlace(last.place) : null };
}

function newest(filter: AssetFilter): Prisma.Sql {
  const [at, id] = decodePlace(filter.after, /^(\d{1,15})\|(0x[0-9a-f]{64})$/);
  const after = at
    ? Prisma.sql`AND (listed_at < ${BigInt(at)} OR (listed_at = ${BigInt(at)} AND asset_id > ${id}))`
    : Prisma.empty;
  const within = at ? Prisma.sql`AND listed_at <= ${BigInt(at)}` : Prisma.empty;
  return Prisma.sql`SELECT asset_id, listed_at || '|' || asset_id AS place FROM catalogue
    WHERE ${conditionOf(filter)} ${within} ${after} ORDER BY listed_at DESC, asset_id LIMIT ${PAGE + 1}`;
}

/** Prices of different currencies don't compare: each currency's assets stand together. */
function cheapest(filter: AssetFilter): Prisma.Sql {
  const [currency, price, id] = decodePlace(filter.after, /^(0x[0-9a-f]{40})\|(\d{1,78})\|(0x[0-9a-f]{64})$/);
  const after = id
    ? Prisma.sql`AND (currency, price, asset_id) > (${currency}, ${price}::numeric, ${id})`
    : Prisma.empty;
  return Prisma.sql`SELECT asset_id, currency || '|' || price || '|' || asset_id AS place FROM catalogue
    WHERE ${conditionOf(filter)} AND price IS NOT NULL ${after} ORDER BY currency, price, asset_id LIMIT ${PAGE + 1}`;
}

function ranked(filter: AssetFilter): Prisma.Sql {
  const [skipped] = decodePlace(filter.after, /^(\d{1,4})$/);
  const skip = Math.min(Number(skipped ?? 0), CANDIDATES);
  return Prisma.sql`SELECT asset_id, (${skip + PAGE})::text AS place FROM (
      SELECT asset_id, search, listed_at FROM catalogue
      WHERE search @@ websearch_to_tsquery('english', ${filter.query}) AND ${conditionOf(filter)} LIMIT ${CANDIDATES}
    ) hits
    ORDER BY ts_rank(search, websearch_to_tsquery('english', ${filter.query})) DESC, listed_at DESC, asset_id
    LIMIT ${PAGE + 1} OFFSET ${skip}`;
}
