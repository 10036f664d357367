import type { PublicFacts } from "../facts/public-facts.ts";
import { takeFacts } from "../facts/take-facts.ts";
import { factsSource } from "./facts-source.ts";

export interface FactsRequest {
  readonly files: readonly File[];
  readonly sampleRows: boolean;
  readonly bytes: number;
}

self.addEventListener("message", ({ data }: MessageEvent<FactsRequest>) => {
  const { files, sampleRows, bytes } = data;
  const answer = (facts: PublicFacts | null): void => self.postMessage(facts);
  factsSource(files)
    .then((source) => takeFacts(source, { sampleRows }, bytes))
    .then(answer, () => answer(null));
});
