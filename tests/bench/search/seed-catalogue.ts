import type { Context } from "~/context.server.ts";

/** In every asset's text. */
export const COMMON = "weather";
/** Each in about one of thirty titles, both in about one of nine hundred. */
export const TWO_WORDS = "glacier turbine";
export const TAG = "hourly";
export const LICENCE = "MIT";

const SUBJECTS = `glacier harbour meadow orchard river desert forest island canyon valley summit prairie reef tundra delta volcano
  lagoon marsh cavern plateau savanna fjord geyser estuary steppe dune cliff basin ridge grove`;
const THINGS = `turbine sensor ledger satellite camera vehicle hospital market election protein galaxy dialect recipe melody contract
  circuit battery pipeline telescope microscope reactor antenna keyboard printer elevator locomotive freight parcel invoice ticket`;
const TAGS = "hourly daily labelled synthetic german medical finance vision speech code";
const LICENCES = "CC-BY-4.0 CC0-1.0 MIT Apache-2.0 ODbL-1.0";

const digest = (name: string) => `'0x' || encode(sha256(('${name} ' || n)::bytea), 'hex')`;

/** A word that follows from the row's number alone. */
function pick(words: string, salt: number): string {
  const all = words.trim().split(/\s+/);
  return `('{${all.join(",")}}'::text[])[1 + abs(hashint4(n * 16 + ${salt})::bigint) % ${all.length}]`;
}

const TEXT = `'Readings of ' || subject || ' and ' || thing || ' in all weather, checked by hand. ' || filler`;

const statements = (size: number): readonly string[] => [
  `CREATE TABLE seed AS SELECT n, ${digest("asset")} AS id, ${digest("manifest")} AS manifest,
     ${pick(SUBJECTS, 1)} AS subject, ${pick(THINGS, 2)} AS thing, ARRAY[${pick(TAGS, 3)}, ${pick(TAGS, 4)}] AS tags,
     ${pick(LICENCES, 5)} AS licence, 1750000000 + n / 3 AS at,
     concat_ws(' ', ${[6, 7, 8, 9].map((salt) => `${pick(SUBJECTS, salt)}, ${pick(THINGS, salt + 4)}`).join(", ")}) AS filler
   FROM generate_series(1, ${size}) n`,
  `INSERT INTO asset (id, creator, salt, version, offers, period, frozen_until, revoked, sales, uses, listed_at, block, tx)
   SELECT id, '0x' || lpad(to_hex(n % 500), 40, '0'), id, 1, 1, 0, 0, false, 0, 0, at, n, id FROM seed`,
  `INSERT INTO version (asset_id, number, manifest, ciphertext, plaintext_root, terms, bytes, paused, listed_at, tx)
   SELECT id, 1, manifest, id, id, id, 1000000, false, at, id FROM seed`,
  `INSERT INTO manifest (digest, state, title, kind, licence, tags, text, summary, rows, bytes, body)
   SELECT manifest, 'ready', 'The ' || subject || ' ' || thing || ' set ' || n, CASE n % 4 WHEN 0 THEN 'adapter' ELSE 'dataset' END,
     licence, tags, ${TEXT}, 'Readings of ' || subject, 1000, 1000000,
     json_build_object('assetId', id, 'version', 1, 'plaintext', json_build_object('root', id)) FROM seed`,
  `INSERT INTO offer (id, asset_id, number, currency, price, term, uses, hold, resale_share, resellable, transferable, opens_later,
     supply_cap, start, "end", allow_root, paused, supply)
   SELECT id, id, 0, '0x' || repeat('0', 40), 1000 * (n % 997), 2592000, 0, 86400, 0, false, false, false, 0, 0, 0, '', false, 0 FROM seed`,
];

/** Writes `size` assets, each with a version, an offer and a manifest that has been read. @returns their ids */
export async function seedAssets(db: Context["db"], size: number): Promise<string[]> {
  for (const sql of statements(size)) await db.$executeRawUnsafe(sql);
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT id FROM seed ORDER BY n`;
  await db.$executeRaw`DROP TABLE seed`;
  return rows.map(({ id }) => id);
}
