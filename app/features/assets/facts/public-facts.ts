import { z } from "zod";

/** Bounds on what a file can make its public facts say. Longer text is cut and ends in an ellipsis. */
export const FACTS_LIMITS = {
  columns: 500,
  sampleRows: 10,
  cellCharacters: 200,
  nameCharacters: 200,
  tensors: 500,
  modules: 100,
  shapeDimensions: 16,
} as const;

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const name = z.string().max(FACTS_LIMITS.nameCharacters + 1);
const cell = z.string().max(FACTS_LIMITS.cellCharacters + 1);

export const ColumnFacts = z.strictObject({
  name,
  type: z.enum(["integer", "number", "boolean", "date", "text", "nested", "mixed", "empty"]),
  nulls: count.nullable(),
  /** An estimate, within a few per cent; null where it was not taken. */
  distinct: count.nullable(),
  /** Of numbers only. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  mean: z.number().nullable(),
});
export type ColumnFacts = z.infer<typeof ColumnFacts>;

export const TabularFacts = z.strictObject({
  kind: z.literal("tabular"),
  format: z.enum(["csv", "jsonl", "parquet"]),
  rows: count,
  /** Rows that could not be read as such and count in no column. */
  malformedRows: count,
  columns: z.array(ColumnFacts).max(FACTS_LIMITS.columns),
  /** Columns beyond those listed. */
  moreColumns: count,
  /** First rows, a cell for each listed column; null is a missing value. Empty where the creator publishes none. */
  sample: z.array(z.array(cell.nullable()).max(FACTS_LIMITS.columns)).max(FACTS_LIMITS.sampleRows),
});
export type TabularFacts = z.infer<typeof TabularFacts>;

export const AdapterFacts = z.strictObject({
  kind: z.literal("adapter"),
  format: z.literal("safetensors"),
  parameters: count,
  tensorCount: count,
  dtypes: z.array(z.strictObject({ dtype: z.string().max(12), tensors: count })).max(20),
  /** The first of them. */
  tensors: z
    .array(z.strictObject({ name, dtype: z.string().max(12), shape: z.array(count).max(FACTS_LIMITS.shapeDimensions) }))
    .max(FACTS_LIMITS.tensors),
  /** Of a LoRA adapter; null where neither tensors nor configuration tell. */
  rank: count.nullable(),
  alpha: z.number().nullable(),
  targetModules: z.array(name).max(FACTS_LIMITS.modules),
  baseModel: name.nullable(),
});
export type AdapterFacts = z.infer<typeof AdapterFacts>;

export const OpaqueFacts = z.strictObject({
  kind: z.literal("opaque"),
  mediaType: z.string().max(100),
  bytes: count,
  /** Why a file of a known name was not read as one. */
  note: z.string().max(300).optional(),
});
export type OpaqueFacts = z.infer<typeof OpaqueFacts>;

/**
 * What the creator's own browser measured of a plaintext and chose to publish. All values are data that others wrote: render
 * them as text only.
 */
export const PublicFacts = z.discriminatedUnion("kind", [TabularFacts, AdapterFacts, OpaqueFacts]);
export type PublicFacts = z.infer<typeof PublicFacts>;
