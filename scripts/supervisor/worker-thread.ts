import { Worker } from "node:worker_threads";

/** Starts a worker thread whose entry is TypeScript. The entry reads `input` as `workerData.input`. */
export function startWorkerThread(entry: URL, input: unknown): Worker {
  return new Worker(new URL("./typescript-worker.mjs", import.meta.url), {
    execArgv: [],
    workerData: { entry: entry.href, input },
  });
}
