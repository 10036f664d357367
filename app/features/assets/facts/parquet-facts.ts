import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { clip } from "./clip.ts";
import { type ColumnFacts, FACTS_LIMITS, type TabularFacts } from "./public-facts.ts";

const FOOTER_BYTES = 16 * 1_048_576;
/** Sample cells are read only of columns whose first chunk is this small: hyparquet decodes a chunk whole. */
const SAMPLE_CHUNK_BYTES = 16 * 1_048_576;
const SAMPLE_BYTES = 64 * 1_048_576;

/** The file is not a Parquet file that can be described. */
export class ParquetUnreadable extends Error {
  override readonly name = "ParquetUnreadable";
}

async function checkFooter(blob: Blob): Promise<void> {
  if (blob.size < 12) throw new ParquetUnreadable("Too short to be a Parquet file.");
  const tail = new DataView(await blob.slice(blob.size - 8).arrayBuffer());
  const length = tail.getUint32(0, true);
  if (tail.getUint32(4, true) !== 0x31524150) throw new ParquetUnreadable("It does not end as a Parquet file does.");
  if (length > FOOTER_BYTES || length > blob.size - 12) throw new ParquetUnreadable("Its footer is too large.");
}

const typeOf = (type: string | undefined, logical: string | undefined, nested: boolean): ColumnFacts["type"] => {
  if (nested) return "nested";
  if (logical === "DATE" || logical?.startsWith("TIMESTAMP") || type === "INT96") return "date";
  if (logical === "DECIMAL" || type === "FLOAT" || type === "DOUBLE") return "number";
  if (type === "INT32" || type === "INT64") return "integer";
  return type === "BOOLEAN" ? "boolean" : "text";
};

function columnFacts(metadata: FileMetaData): ColumnFacts[] {
  return parquetSchema(metadata).children.map(({ element, children }) => {
    const { name } = element;
    const type = typeOf(element.type, element.logical_type?.type ?? element.converted_type, children.length > 0);
    const chunks = metadata.row_groups.flatMap(({ columns }) =>
      columns.filter(({ meta_data: data }) => data?.path_in_schema.length === 1 && data.path_in_schema[0] === name),
    );
    const statistics = chunks.map(({ meta_data: data }) => data?.statistics);
    const numbers = (bound: "min" | "max"): number[] =>
      statistics.map((one) => Number(one?.[`${bound}_value`] ?? one?.[bound] ?? Number.NaN));
    const whole = (values: number[]): boolean => values.length > 0 && values.every(Number.isFinite);
    const numeric = type === "integer" || type === "number";
    const [least, most] = numeric ? [numbers("min"), numbers("max")] : [[], []];
    const nulls = statistics.map((one) => Number(one?.null_count ?? Number.NaN));
    return {
      name: clip(name, FACTS_LIMITS.nameCharacters),
      type,
      nulls: whole(nulls) ? nulls.reduce((sum, count) => sum + count, 0) : null,
      distinct: null,
      min: whole(least) ? least.reduce((a, b) => Math.min(a, b)) : null,
      max: whole(most) ? most.reduce((a, b) => Math.max(a, b)) : null,
      mean: null,
    };
  });
}

/** Columns whose first chunk is small enough to decode for a few cells. */
function sampledColumns(metadata: FileMetaData): string[] {
  let budget = SAMPLE_BYTES;
  const sizes = new Map<string, number>();
  for (const { meta_data: data } of metadata.row_groups[0]?.columns ?? []) {
    const name = data?.path_in_schema[0];
    if (data === undefined || name === undefined) continue;
    const bytes = Math.max(Number(data.total_compressed_size), Number(data.total_uncompressed_size));
    sizes.set(name, (sizes.get(name) ?? 0) + bytes);
  }
  return [...sizes].flatMap(([name, bytes]) => {
    if (!(bytes >= 0 && bytes <= SAMPLE_CHUNK_BYTES && bytes <= budget)) return [];
    budget -= bytes;
    return [name];
  });
}

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value !== "object") return clip(String(value), FACTS_LIMITS.cellCharacters);
  const json = JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
  return clip(json, FACTS_LIMITS.cellCharacters);
}

async function sampleOf(file: AsyncBuffer, metadata: FileMetaData, names: string[]): Promise<(string | null)[][]> {
  const columns = sampledColumns(metadata).filter((name) => names.includes(name));
  const rowEnd = Math.min(FACTS_LIMITS.sampleRows, Number(metadata.row_groups[0]?.num_rows ?? 0));
  if (columns.length === 0 || rowEnd === 0) return [];
  let read: readonly (readonly unknown[])[] = [];
  const onComplete = (rows: readonly (readonly unknown[])[]): void => {
    read = rows;
  };
  await parquetRead({ file, metadata, columns, rowStart: 0, rowEnd, rowFormat: "array", onComplete });
  return read.map((row) => names.map((name) => (columns.includes(name) ? cellOf(row[columns.indexOf(name)]) : null)));
}

/**
 * What a Parquet file's footer says, and its first rows where their pages can be decoded. The footer is bounded; a hostile data page
 * can keep the decoder busy for ever, so ask for sample rows only in a worker that can be ended.
 * @throws ParquetUnreadable, or whatever the decoder meets in a broken file
 */
export async function readParquetFacts(blob: Blob, sampleRows: boolean): Promise<TabularFacts> {
  await checkFooter(blob);
  const file: AsyncBuffer = {
    byteLength: blob.size,
    slice: (start, end = blob.size) => blob.slice(start, end).arrayBuffer(),
  };
  const metadata = await parquetMetadataAsync(file, { geoparquet: false });
  const all = columnFacts(metadata);
  const columns = all.slice(0, FACTS_LIMITS.columns);
  const names = parquetSchema(metadata)
    .children.slice(0, columns.length)
    .map(({ element }) => element.name);
  // A compression that is not built in leaves the facts without sample rows.
  const sample = sampleRows ? await sampleOf(file, metadata, names).catch(() => []) : [];
  return {
    kind: "tabular",
    format: "parquet",
    rows: Number(metadata.num_rows),
    malformedRows: 0,
    columns,
    moreColumns: all.length - columns.length,
    sample,
  };
}
