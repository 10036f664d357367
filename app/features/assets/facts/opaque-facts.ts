import { clip } from "./clip.ts";
import type { FactsSource } from "./facts-taker.ts";
import type { OpaqueFacts } from "./public-facts.ts";

export function opaqueFacts({ blob, mediaType }: FactsSource, note?: string): OpaqueFacts {
  return {
    kind: "opaque",
    mediaType: clip(mediaType || "application/octet-stream", 99),
    bytes: blob.size,
    ...(note !== undefined && { note: clip(note, 299) }),
  };
}
