import { type AnyRow, type KeyOf, keyText, type RowOf, type Table } from "./table.ts";

export interface RowChange {
  readonly table: Table;
  readonly key: string;
  readonly row: AnyRow;
}

/** A row as it was before a block first changed it; null where it did not exist. */
export interface RowBefore {
  readonly block: bigint;
  readonly table: Table;
  readonly key: string;
  readonly before: AnyRow | null;
}

export interface MissingRow {
  readonly table: Table;
  readonly key: AnyRow;
}

/**
 * The rows that a projection works on: a cache in front of the database. A row that is not loaded yet reads as null and is noted in
 * `missing`; the projection is then thrown away, the rows are loaded, and it runs again. So projections are plain, synchronous code.
 */
export class RowStore {
  readonly #loaded = new Map<Table, Map<string, AnyRow | null>>();
  #changes = new Map<Table, Map<string, AnyRow>>();
  #before = new Map<string, RowBefore>();
  #missing = new Map<string, MissingRow>();
  #block = 0n;
  readonly #remembering: (block: bigint) => boolean;

  constructor(remembering: (block: bigint) => boolean) {
    this.#remembering = remembering;
  }

  enter(block: bigint): void {
    this.#block = block;
  }

  get<T extends Table>(table: T, key: KeyOf<T>): RowOf<T> | null {
    const text = keyText(table, key as AnyRow);
    const changed = this.#changes.get(table)?.get(text);
    if (changed) return changed as RowOf<T>;
    const loaded = this.#loaded.get(table)?.get(text);
    if (loaded === undefined) this.#missing.set(`${table.name}|${text}`, { table, key: key as AnyRow });
    return (loaded ?? null) as RowOf<T> | null;
  }

  put<T extends Table>(table: T, row: RowOf<T>): void {
    const key = keyText(table, row as AnyRow);
    this.#write(table, key, row as AnyRow, () => this.get(table, row as unknown as KeyOf<T>) as AnyRow | null);
  }

  /** Writes a row that is known not to exist: an event's own, whose key is its place in the chain. */
  add<T extends Table>(table: T, row: RowOf<T>): void {
    this.#write(table, keyText(table, row as AnyRow), row as AnyRow, () => null);
  }

  #write(table: Table, key: string, row: AnyRow, read: () => AnyRow | null): void {
    if (this.#remembering(this.#block)) {
      const place = `${this.#block}|${table.name}|${key}`;
      if (!this.#before.has(place)) this.#before.set(place, { block: this.#block, table, key, before: read() });
    }
    const rows = this.#changes.get(table) ?? new Map<string, AnyRow>();
    rows.set(key, row);
    this.#changes.set(table, rows);
  }

  /** Takes what the database holds under a key, or null where it holds nothing. */
  load(table: Table, key: AnyRow, row: AnyRow | null): void {
    const rows = this.#loaded.get(table) ?? new Map<string, AnyRow | null>();
    rows.set(keyText(table, key), row);
    this.#loaded.set(table, rows);
  }

  get missing(): readonly MissingRow[] {
    return [...this.#missing.values()];
  }

  /** Forgets what was written, keeps what was loaded. */
  discard(): void {
    this.#changes = new Map();
    this.#before = new Map();
    this.#missing = new Map();
  }

  changes(): { changed: ReadonlyMap<Table, ReadonlyMap<string, AnyRow>>; before: readonly RowBefore[] } {
    return { changed: this.#changes, before: [...this.#before.values()] };
  }

  /** What was written is in the database now: it stays in the cache, which is emptied first where it has grown past `limit` rows. */
  settle(limit: number): void {
    let size = 0;
    for (const rows of this.#loaded.values()) size += rows.size;
    if (size > limit) this.#loaded.clear();
    for (const [table, rows] of this.#changes) {
      if (table.key[0] === "id" && table.key.length === 1 && !cached.has(table.name)) continue;
      const loaded = this.#loaded.get(table) ?? new Map<string, AnyRow | null>();
      for (const [key, row] of rows) loaded.set(key, row);
      this.#loaded.set(table, loaded);
    }
    this.discard();
  }
}

/** Tables with an id that are read again; the others' rows are events, written once. */
const cached: ReadonlySet<string> = new Set(["asset", "offer", "case"]);
