import type { PublicFacts } from "../facts/public-facts.ts";
import type { SealingProgress, SealingResult } from "./sealing-job.ts";

/** From the page to the sealing worker. The job itself is in IndexedDB. */
export type ToWorker =
  | {
      readonly type: "start";
      readonly job: string;
      readonly files: readonly File[];
      readonly store: string;
      readonly knownFacts: PublicFacts | null;
    }
  | { readonly type: "token"; readonly token: string | null };

export type FailureReason = "source-changed" | "refused" | "fault";

/** From the sealing worker to the page. */
export type FromWorker =
  | { readonly type: "token-wanted"; readonly renew: boolean }
  | { readonly type: "progress"; readonly progress: SealingProgress }
  | { readonly type: "done"; readonly result: SealingResult }
  | { readonly type: "failed"; readonly reason: FailureReason; readonly message: string };
