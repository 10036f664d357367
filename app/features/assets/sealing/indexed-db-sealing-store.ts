import type { SealedRun, SealingJob, SealingStore } from "./sealing-job.ts";

// CryptoKeys are kept as such: the browser never gives their bytes back.
const DATABASE = "tessera-sealing";
const JOBS = "jobs";
const RUNS = "runs";

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(JOBS, { keyPath: "id" });
    request.result.createObjectStore(RUNS);
  };
  return settled(request);
}

const runsOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

/** Jobs in the browser's IndexedDB: they outlive the page and are seen by its workers. */
export async function openIndexedDbSealingStore(): Promise<SealingStore> {
  const database = await openDatabase();
  const write = async (stores: string[], change: (transaction: IDBTransaction) => void): Promise<void> => {
    const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
    const done = committed(transaction);
    change(transaction);
    await done;
  };
  return {
    async find(id) {
      const job: SealingJob | undefined = await settled(database.transaction(JOBS).objectStore(JOBS).get(id));
      return job ?? null;
    },
    save: (job) => write([JOBS], (transaction) => transaction.objectStore(JOBS).put(job)),
    addRun: (id, run) => write([RUNS], (transaction) => transaction.objectStore(RUNS).put(run, [id, run.segment])),
    async runs(id) {
      const runs: SealedRun[] = await settled(database.transaction(RUNS).objectStore(RUNS).getAll(runsOf(id)));
      return runs;
    },
    remove: (id) =>
      write([JOBS, RUNS], (transaction) => {
        transaction.objectStore(JOBS).delete(id);
        transaction.objectStore(RUNS).delete(runsOf(id));
      }),
    async list() {
      const jobs: SealingJob[] = await settled(database.transaction(JOBS).objectStore(JOBS).getAll());
      return jobs;
    },
  };
}
