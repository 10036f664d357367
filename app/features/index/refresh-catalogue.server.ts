import type { Transaction } from "~/db.server.ts";

/**
 * Writes the catalogue's rows of these assets anew from asset, newest version, open offers and manifest. An asset whose manifest has not
 * been read, or is another's, is not in it. A revoked asset is not either: nobody can buy or open it.
 */
export async function refreshCatalogue(tx: Transaction, assets: readonly string[]): Promise<void> {
  if (assets.length === 0) return;
  const ids = JSON.stringify(assets);
  const gone = await tx.$executeRawUnsafe(
    `DELETE FROM catalogue WHERE asset_id IN (SELECT json_array_elements_text($1::json))`,
    ids,
  );
  const come = await tx.$executeRawUnsafe(
    `INSERT INTO catalogue (asset_id, title, kind, licence, tags, currency, price, metered, listed_at, search)
     SELECT a.id, m.title, m.kind, m.licence, m.tags, o.currency, o.price,
       EXISTS (SELECT 1 FROM offer p WHERE p.asset_id = a.id AND NOT p.paused AND p.uses > 0),
       a.listed_at,
       setweight(to_tsvector('english', m.title), 'A') || setweight(to_tsvector('english', array_to_string(m.tags, ' ')), 'B')
         || setweight(to_tsvector('english', m.text), 'C')
     FROM asset a
     JOIN version v ON v.asset_id = a.id AND v.number = a.version
     JOIN manifest m ON m.digest = v.manifest AND m.state = 'ready'
       AND m.body->>'assetId' = a.id AND (m.body->>'version')::bigint = v.number AND m.body->'plaintext'->>'root' = v.plaintext_root
     LEFT JOIN LATERAL (
       SELECT currency, price FROM offer WHERE asset_id = a.id AND NOT paused ORDER BY price, number LIMIT 1
     ) o ON true
     WHERE a.id IN (SELECT json_array_elements_text($1::json)) AND NOT a.revoked`,
    ids,
  );
  await tx.$executeRawUnsafe(
    `INSERT INTO word (word)
     SELECT DISTINCT w FROM catalogue c, regexp_split_to_table(lower(c.title || ' ' || array_to_string(c.tags, ' ')), '[^[:alnum:]]+') w
     WHERE c.asset_id IN (SELECT json_array_elements_text($1::json)) AND length(w) BETWEEN 3 AND 40
     ON CONFLICT DO NOTHING`,
    ids,
  );
  if (come === gone) return;
  const count = BigInt(come - gone);
  await tx.tally.upsert({
    where: { name: "assets" },
    create: { name: "assets", count },
    update: { count: { increment: count } },
  });
}
