import type { FactsSource } from "../facts/facts-taker.ts";

const CONFIG_BYTES = 1_048_576;

/** The first of the files is the one that is described; an adapter_config.json among the others completes it. */
export async function factsSource(files: readonly File[]): Promise<FactsSource> {
  const [first, ...others] = files;
  if (first === undefined) throw new RangeError("There is no file.");
  const config = others.find(({ name, size }) => name === "adapter_config.json" && size <= CONFIG_BYTES);
  const adapterConfig = await config?.text();
  const source = { name: first.name, mediaType: first.type, blob: first };
  return adapterConfig === undefined ? source : { ...source, adapterConfig };
}
