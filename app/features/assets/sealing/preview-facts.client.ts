import { kindOfFile } from "../facts/create-facts-taker.ts";
import type { PublicFacts } from "../facts/public-facts.ts";
import type { FactsRequest } from "./facts.worker.ts";

export interface FactsPreview {
  readonly facts: PublicFacts;
  /** The facts are those of the whole file; else only its beginning was read. */
  readonly whole: boolean;
}

const FIRST_BYTES = 4 * 1_048_576;
const PATIENCE_MILLISECONDS = 20_000;

function ask(request: FactsRequest): Promise<PublicFacts | null> {
  const worker = new Worker(new URL("./facts.worker.ts", import.meta.url), { type: "module" });
  return new Promise<PublicFacts | null>((resolve) => {
    // A hostile file can keep a decoder busy for ever.
    const timer = setTimeout(() => resolve(null), PATIENCE_MILLISECONDS);
    worker.addEventListener("error", () => resolve(null));
    worker.addEventListener("message", ({ data }: MessageEvent<PublicFacts | null>) => {
      clearTimeout(timer);
      resolve(data);
    });
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}

/** A first look at what would be published of these files, taken in a worker that is ended where it takes too long. */
export async function previewFacts(files: readonly File[], sampleRows: boolean): Promise<FactsPreview> {
  const [first] = files;
  if (first === undefined) throw new RangeError("There is no file.");
  const streamed = ["csv", "jsonl"].includes(kindOfFile(first.name));
  const bytes = streamed ? FIRST_BYTES : first.size;
  const taken = (await ask({ files, sampleRows, bytes })) ?? (await ask({ files, sampleRows: false, bytes }));
  const mediaType = first.type || "application/octet-stream";
  const facts = taken ?? { kind: "opaque", mediaType, bytes: first.size, note: "It could not be read in time." };
  return { facts, whole: !streamed || first.size <= FIRST_BYTES };
}
