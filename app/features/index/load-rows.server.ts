import { z } from "zod";
import type { Database, Transaction } from "~/db.server.ts";
import type { MissingRow, RowStore } from "./row-store.ts";
import { type AnyRow, decodeRow, encodeRow, keyText, type Table } from "./table.ts";

const Texts = z.array(z.record(z.string(), z.string().nullable()));
const quoted = (name: string) => `"${name}"`;

/** Gives the store every row that it lacks, or the knowledge that there is none: one query a table. */
export async function loadRows(
  db: Database | Transaction,
  rows: RowStore,
  missing: readonly MissingRow[],
): Promise<void> {
  for (const table of new Set(missing.map((it) => it.table))) {
    const keys = missing.filter((it) => it.table === table).map(({ key }) => pick(table, key));
    const found = await readRows(db, table, keys);
    for (const key of keys) rows.load(table, key, found.get(keyText(table, key)) ?? null);
  }
}

const pick = (table: Table, key: AnyRow): AnyRow =>
  Object.fromEntries(table.key.map((column) => [column, key[column] ?? null]));

async function readRows(
  db: Database | Transaction,
  table: Table,
  keys: readonly AnyRow[],
): Promise<Map<string, AnyRow>> {
  const columns = Object.keys(table.columns);
  const selected = columns.map((column) => `t.${quoted(column)}::text`).join(", ");
  const sql = `SELECT ${selected} FROM json_populate_recordset(null::${quoted(table.name)}, $1::json) k
    JOIN ${quoted(table.name)} t USING (${table.key.map(quoted).join(", ")})`;
  const texts = Texts.parse(await db.$queryRawUnsafe(sql, `[${keys.map(encodeRow).join(",")}]`));
  const entries = texts.map((text) => {
    const row = decodeRow(
      table,
      columns.map((column) => text[column] ?? null),
    );
    return [keyText(table, row), row] as const;
  });
  return new Map(entries);
}
