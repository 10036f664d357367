import { createFactsTaker } from "./create-facts-taker.ts";
import type { FactsOptions, FactsSource } from "./facts-taker.ts";
import type { PublicFacts } from "./public-facts.ts";

const READ_BYTES = 4 * 1_048_576;

/**
 * Reads a file once for its facts alone, in constant memory.
 * @param bytes read no more than this many from the start, for a first look: counts are then those of the part
 */
export async function takeFacts(
  source: FactsSource,
  options: FactsOptions,
  bytes = source.blob.size,
): Promise<PublicFacts> {
  const taker = createFactsTaker(source, options);
  const end = Math.min(bytes, source.blob.size);
  for (let at = 0; at < end; at += READ_BYTES) {
    taker.push(new Uint8Array(await source.blob.slice(at, Math.min(end, at + READ_BYTES)).arrayBuffer()));
  }
  return taker.finish();
}
