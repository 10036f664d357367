/** How a column's value is held in memory: `big` is a bigint whether the column is BIGINT or NUMERIC. */
export type ColumnType = "text" | "int" | "big" | "bool";
interface ValueOf {
  text: string;
  int: number;
  big: bigint;
  bool: boolean;
}
type Nullable<T extends ColumnType> = `${T}?`;
type Columns = Readonly<Record<string, ColumnType | Nullable<ColumnType>>>;

type Value<T> = T extends ColumnType ? ValueOf[T] : T extends Nullable<infer Inner> ? ValueOf[Inner] | null : never;

/** A table of the index whose rows the projection reads and writes by primary key. */
export interface Table<C extends Columns = Columns, K extends keyof C & string = string> {
  readonly name: string;
  readonly key: readonly K[];
  readonly columns: C;
}

export type RowOf<T> = T extends Table<infer C, string> ? { readonly [N in keyof C]: Value<C[N]> } : never;
export type KeyOf<T> = T extends Table<infer C, infer K> ? { readonly [N in K]: Value<C[N]> } : never;
export type AnyRow = Readonly<Record<string, string | number | bigint | boolean | null>>;

export function defineTable<const C extends Columns, const K extends keyof C & string>(
  name: string,
  key: readonly K[],
  columns: C,
): Table<C, K> {
  return { name, key, columns };
}

/** A row's key as text, the same for equal keys only: no value holds a bar. */
export function keyText(table: Table, key: AnyRow): string {
  return table.key.map((column) => String(key[column])).join("|");
}

/** A row as JSON whose numbers the database reads exactly. */
export function encodeRow(row: AnyRow): string {
  return JSON.stringify(row, (_name, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}

/** A row from columns that the database gave as text. */
export function decodeRow(table: Table, texts: readonly (string | null)[]): AnyRow {
  const entries = Object.entries(table.columns).map(([name, type], i) => [name, decode(type, texts[i] ?? null)]);
  return Object.fromEntries(entries);
}

function decode(type: string, text: string | null) {
  if (text === null) return null;
  if (type.startsWith("big")) return BigInt(text);
  if (type.startsWith("int")) return Number(text);
  if (type.startsWith("bool")) return text === "true" || text === "t";
  return text;
}
