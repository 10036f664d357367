import type { SealedRun, SealingJob, SealingStore } from "./sealing-job.ts";

/** Jobs that end with the process: for programs without IndexedDB, and for tests. */
export function createMemorySealingStore(): SealingStore {
  const jobs = new Map<string, SealingJob>();
  const runs = new Map<string, SealedRun[]>();
  return {
    find: async (id) => jobs.get(id) ?? null,
    async save(job) {
      jobs.set(job.id, job);
    },
    async addRun(id, run) {
      runs.set(id, [...(runs.get(id) ?? []).filter(({ segment }) => segment !== run.segment), run]);
    },
    runs: async (id) => runs.get(id) ?? [],
    async remove(id) {
      jobs.delete(id);
      runs.delete(id);
    },
    list: async () => [...jobs.values()],
  };
}
