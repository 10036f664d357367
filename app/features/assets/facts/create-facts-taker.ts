import { createCsvFacts } from "./csv-facts.ts";
import type { FactsOptions, FactsSource, FactsTaker } from "./facts-taker.ts";
import { createJsonlFacts } from "./jsonl-facts.ts";
import { opaqueFacts } from "./opaque-facts.ts";
import { readParquetFacts } from "./parquet-facts.ts";
import { PublicFacts } from "./public-facts.ts";
import { readSafetensorsFacts } from "./safetensors-facts.ts";

type Kind = "csv" | "jsonl" | "parquet" | "safetensors" | "opaque";

const EXTENSIONS = new Map<string, Kind>([
  ["csv", "csv"],
  ["tsv", "csv"],
  ["jsonl", "jsonl"],
  ["ndjson", "jsonl"],
  ["parquet", "parquet"],
  ["safetensors", "safetensors"],
]);

/** By the name's ending alone: what a browser says of the media type differs by system. */
export function kindOfFile(name: string): Kind {
  return EXTENSIONS.get(name.slice(name.lastIndexOf(".") + 1).toLowerCase()) ?? "opaque";
}

/** A taker that looks where it wants to look once all has passed. */
function randomAccess(source: FactsSource, read: () => Promise<PublicFacts>): FactsTaker {
  const explain = (error: unknown): PublicFacts =>
    opaqueFacts(source, error instanceof Error ? error.message : "It could not be read.");
  const check = (facts: PublicFacts): PublicFacts =>
    PublicFacts.safeParse(facts).success ? facts : opaqueFacts(source, "It claims impossible figures.");
  return { push: () => undefined, finish: () => read().then(check).catch(explain) };
}

/** A table in which nothing could be read is no table. */
function tableOrOpaque(source: FactsSource, taker: FactsTaker): FactsTaker {
  return {
    push: taker.push,
    async finish() {
      const facts = await taker.finish();
      const readable = facts.kind !== "tabular" || facts.columns.length > 0;
      return readable ? facts : opaqueFacts(source, "No row of it could be read.");
    },
  };
}

export function createFactsTaker(source: FactsSource, options: FactsOptions): FactsTaker {
  const { blob, adapterConfig } = source;
  switch (kindOfFile(source.name)) {
    case "csv":
      return tableOrOpaque(source, createCsvFacts(options));
    case "jsonl":
      return tableOrOpaque(source, createJsonlFacts(options));
    case "parquet":
      return randomAccess(source, () => readParquetFacts(blob, options.sampleRows));
    case "safetensors":
      return randomAccess(source, () => readSafetensorsFacts(blob, adapterConfig));
    default:
      return randomAccess(source, async () => opaqueFacts(source));
  }
}
