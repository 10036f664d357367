import { AES256_GCM_HKDF_1MB, type Digests, type SealState, segmentCount } from "@tessera/envelope";
import type { SealedRun } from "./sealing-job.ts";

/** Puts runs together that may overlap. Where one is missing, what follows it is left out. */
function joinRuns(runs: readonly { readonly start: number; readonly part: Digests }[]): Digests {
  const ordered = [...runs].sort((a, b) => a.start - b.start);
  const joined = new Uint8Array(ordered.reduce((most, { start, part }) => Math.max(most, start * 32 + part.length), 0));
  let end = 0;
  for (const { start, part } of ordered) {
    if (start * 32 > end) break;
    joined.set(part, start * 32);
    end = Math.max(end, start * 32 + part.length);
  }
  return joined.slice(0, end);
}

/**
 * Where a sealing goes on when the store has `offset` bytes of its ciphertext. Without the digests of all segments before, it starts over: that
 * gives the same bytes, of which the store lacks only the rest.
 */
export function resumeState(runs: readonly SealedRun[], offset: number, plaintextBytes: number): SealState {
  const digests = joinRuns(runs.map(({ segment, digests }) => ({ start: segment, part: digests })));
  const leaves = joinRuns(runs.map(({ leaf, leaves }) => ({ start: leaf, part: leaves })));
  const reached = Math.floor(offset / AES256_GCM_HKDF_1MB.segmentBytes);
  const last = segmentCount(AES256_GCM_HKDF_1MB, plaintextBytes) - 1;
  return { segment: Math.min(reached, last, digests.length / 32), digests, leaves };
}
