import { z } from "zod";
import type { Context } from "~/context.server.ts";
import type { AssetId } from "~/ids.ts";
import type { AssetCard } from "./asset-view.ts";
import { dateOf } from "./chain-time.server.ts";
import { readCurrencies } from "./read-currencies.server.ts";
import { readParties } from "./read-parties.server.ts";

const amount = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : BigInt(text)));
const Rows = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    kind: z.enum(["dataset", "adapter"]),
    summary: z.string(),
    tags: z.array(z.string()),
    licence: z.string(),
    creator: z.string(),
    rows: z.bigint().nullable(),
    parameters: z.bigint().nullable(),
    bytes: z.bigint(),
    version: z.number(),
    listed_at: z.bigint(),
    currency: z.string().nullable(),
    price: amount,
    metered: z.boolean(),
  }),
);

const figure = (value: bigint | null) => (value === null ? null : Number(value));

/** Cards of assets in the catalogue, in the order of `ids`; ids that are not in it are left out. */
export async function readCards(ctx: Pick<Context, "db">, ids: readonly string[]): Promise<AssetCard[]> {
  if (ids.length === 0) return [];
  const rows = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT a.id, c.title, c.kind, m.summary, c.tags, c.licence, a.creator, m.rows, m.parameters, m.bytes, a.version, a.listed_at,
        c.currency, c.price::text AS price, c.metered
      FROM catalogue c
      JOIN asset a ON a.id = c.asset_id
      JOIN version v ON v.asset_id = a.id AND v.number = a.version
      JOIN manifest m ON m.digest = v.manifest
      WHERE c.asset_id = ANY(${[...ids]})`,
  );
  const [currency, party] = await Promise.all([
    readCurrencies(ctx),
    readParties(
      ctx,
      rows.map(({ creator }) => creator),
    ),
  ]);
  const cards = rows.map(
    ({ listed_at, price, currency: of, ...row }): AssetCard => ({
      ...row,
      id: row.id as AssetId,
      creator: party(row.creator),
      rows: figure(row.rows),
      parameters: figure(row.parameters),
      bytes: Number(row.bytes),
      listedAt: dateOf(listed_at),
      from: price === null || of === null ? null : { amount: price, currency: currency(of) },
    }),
  );
  const byId = new Map(cards.map((card) => [card.id as string, card]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
