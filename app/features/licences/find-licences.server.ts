import type { Address } from "viem";
import { z } from "zod";
import type { Context } from "~/context.server.ts";
import { decodePlace, encodePlace } from "~/features/assets/page-place.ts";
import type { AssetId, OfferId } from "~/ids.ts";
import { Prisma } from "../../../prisma/generated/client.ts";

/** What the chain says of a holder's licence of one offer. Times are Unix seconds. */
export interface LicenceRecord {
  readonly offer: OfferId;
  readonly asset: AssetId;
  readonly version: number;
  /** 4294967295 never ends. */
  readonly expiry: number;
  /** Prepaid units that are unspent; 0 where the offer is not metered. */
  readonly usesLeft: number;
  readonly revoked: boolean;
  /** Open disputes that suspend it. */
  readonly frozen: number;
  readonly since: number;
}

const PAGE = 50;
const Rows = z.array(
  z.object({
    offer: z.string().transform((id) => id as OfferId),
    asset: z.string().transform((id) => id as AssetId),
    version: z.number(),
    expiry: z.coerce.number(),
    usesLeft: z.number(),
    revoked: z.boolean(),
    frozen: z.number(),
    since: z.coerce.number(),
  }),
);

/**
 * Licences of an account, newest first, as anybody can read them on the chain.
 * @param after `next` of the page before; one that is malformed is taken as null
 */
export async function findLicences(
  ctx: Pick<Context, "db">,
  holder: Address,
  after: string | null,
): Promise<{ licences: LicenceRecord[]; next: string | null }> {
  const [since, offer] = decodePlace(after, /^(\d{1,15})\|(0x[0-9a-f]{64})$/);
  const beyond = since
    ? Prisma.sql`AND (since < ${BigInt(since)} OR (since = ${BigInt(since)} AND offer_id > ${offer}))`
    : Prisma.empty;
  const rows = Rows.parse(
    await ctx.db
      .$queryRaw`SELECT offer_id AS offer, asset_id AS asset, version, expiry, own + given AS "usesLeft", revoked, frozen, since
      FROM licence WHERE holder = ${holder} AND (balance > 0 OR revoked) ${beyond}
      ORDER BY since DESC, offer_id LIMIT ${PAGE + 1}`,
  );
  const licences = rows.slice(0, PAGE);
  const last = licences.at(-1);
  return { licences, next: rows.length > PAGE && last ? encodePlace(`${last.since}|${last.offer}`) : null };
}
