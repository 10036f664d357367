import type { PublicFacts } from "../facts/public-facts.ts";
import { openIndexedDbSealingStore } from "./indexed-db-sealing-store.ts";
import { identityOf, type SealingJob, type SealingProgress, type SealingResult, sameFiles } from "./sealing-job.ts";
import { createSpeedometer, type SealingSpeed } from "./sealing-speed.ts";
import { createTusUpload } from "./tus-upload.ts";
import type { FailureReason, FromWorker, ToWorker } from "./worker-messages.ts";

export type SealingEvent =
  | ({ readonly type: "progress" } & SealingProgress & SealingSpeed)
  | { readonly type: "done"; readonly result: SealingResult }
  | { readonly type: "failed"; readonly reason: FailureReason; readonly message: string }
  | { readonly type: "paused" };

export interface SealingSource {
  readonly job: string;
  readonly files: readonly File[];
  /** The store's URL, without a slash at its end. */
  readonly store: string;
  /** An upload token for this session, or null where nobody is signed in. */
  readonly token: () => Promise<string | null>;
  readonly knownFacts: PublicFacts | null;
  readonly onEvent: (event: SealingEvent) => void;
}

export interface RunningSealing {
  /** Stops at once; `startSealing` with the same job goes on from there, after a reload too. */
  pause(): void;
}

/** Keeps a new job, or goes on with the one that is kept; nothing runs yet. */
export async function keepSealing(job: SealingJob): Promise<void> {
  await (await openIndexedDbSealingStore()).save(job);
}

export async function findSealing(id: string): Promise<SealingJob | null> {
  return (await openIndexedDbSealingStore()).find(id);
}

/** Whether these are the files that the job began with, as far as the browser can tell before it reads them. */
export function isSourceOf(job: SealingJob, files: readonly File[]): boolean {
  return sameFiles(job.files, files.map(identityOf));
}

/** Seals and uploads a kept job in a worker. */
export function startSealing({ job, files, store, token, knownFacts, onEvent }: SealingSource): RunningSealing {
  const worker = new Worker(new URL("./seal.worker.ts", import.meta.url), { type: "module" });
  const speedometer = createSpeedometer();
  const tell = (message: ToWorker): void => worker.postMessage(message);
  let ended = false;
  const end = (event: SealingEvent): void => {
    if (ended) return;
    ended = true;
    worker.terminate();
    onEvent(event);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === "token-wanted") {
      token().then(
        (given) => tell({ type: "token", token: given }),
        () => tell({ type: "token", token: null }),
      );
    } else if (data.type === "progress") {
      const { progress } = data;
      onEvent({ type: "progress", ...progress, ...speedometer(progress.bytes, progress.total) });
    } else end(data);
  });
  worker.addEventListener("error", (event) => {
    end({ type: "failed", reason: "fault", message: event.message || "The sealing worker could not start." });
  });
  tell({ type: "start", job, files, store, knownFacts });
  return { pause: () => end({ type: "paused" }) };
}

/** Forgets a job and has the store delete what it received. Pause it first. */
export async function cancelSealing(id: string, source: Pick<SealingSource, "store" | "token">): Promise<void> {
  const kept = await openIndexedDbSealingStore();
  const job = await kept.find(id);
  await kept.remove(id);
  if (job === null || job.upload === null || job.result) return;
  const token = await source.token();
  if (token === null) return;
  const { signal } = new AbortController();
  const options = { store: source.store, token: async () => token, signal, onReachable: () => undefined };
  await createTusUpload(options).remove(job.upload);
}
