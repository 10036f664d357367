import type { Transaction } from "~/db.server.ts";
import { type AnyRow, encodeRow, type Table } from "./table.ts";

const quoted = (name: string) => `"${name}"`;
const CHUNK = 5000;

/** Inserts rows, or replaces those of the same key, in few statements. */
export async function writeRows(tx: Transaction, table: Table, rows: Iterable<AnyRow>): Promise<void> {
  await writeEncoded(tx, table, [...rows].map(encodeRow));
}

/** The same for rows that are JSON already. */
export async function writeEncoded(tx: Transaction, table: Table, rows: readonly string[]): Promise<void> {
  const columns = Object.keys(table.columns);
  const keys = new Set<string>(table.key);
  const names = columns.map(quoted).join(", ");
  const updates = columns.filter((name) => !keys.has(name)).map((name) => `${quoted(name)} = EXCLUDED.${quoted(name)}`);
  const sql = `INSERT INTO ${quoted(table.name)} (${names})
    SELECT ${names} FROM json_populate_recordset(null::${quoted(table.name)}, $1::json)
    ON CONFLICT (${table.key.map(quoted).join(", ")}) DO UPDATE SET ${updates.join(", ")}`;
  for (let i = 0; i < rows.length; i += CHUNK) {
    await tx.$executeRawUnsafe(sql, `[${rows.slice(i, i + CHUNK).join(",")}]`);
  }
}

/** Deletes the rows of these keys, each a JSON object of the key's columns. */
export async function deleteRows(tx: Transaction, table: Table, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const same = table.key.map((name) => `t.${quoted(name)} = k.${quoted(name)}`).join(" AND ");
  await tx.$executeRawUnsafe(
    `DELETE FROM ${quoted(table.name)} t USING json_populate_recordset(null::${quoted(table.name)}, $1::json) k WHERE ${same}`,
    `[${keys.join(",")}]`,
  );
}
