import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import type { Worker } from "node:worker_threads";
import { takeLock } from "./process-lock.ts";
import { startWorkerThread } from "./worker-thread.ts";

const SOCKET_NAME = ".s.PGSQL.5432";
/** The kernel's limit for a socket path is 104 bytes on macOS and 108 on Linux. */
const MAX_SOCKET_PATH = 100;

export type Database = {
  /** A PostgreSQL connection string for `pg` and Prisma. */
  url: string;
  stop(): Promise<void>;
};

/** Thrown when the embedded database can't start. */
export class DatabaseStartError extends Error {
  override name = "DatabaseStartError";
}

/**
 * Starts the embedded database (PGlite, PostgreSQL compiled to WebAssembly) in a worker thread, behind a unix socket that only this
 * user can reach. With `memory` nothing is kept. It survives the death of its process, but never calls fsync: losing power can lose
 * the last writes; use PostgreSQL (DATABASE_URL) where that matters.
 *
 * There is one session underneath: a transaction blocks every other connection until it ends.
 * Throws LockedError when another process has the folder open, for a second opener would corrupt it.
 */
export async function startDatabase(
  options: { memory: true } | { dataDir: string; memory?: false },
): Promise<Database> {
  const dataDir = options.memory ? null : resolve(options.dataDir);
  if (dataDir) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    chmodSync(dataDir, 0o700);
  }
  const release = dataDir ? takeLock(`${dataDir}.lock`) : () => {};
  const folder = dataDir ? socketFolder(dataDir) : mkdtempSync(join(tmpdir(), "tessera-"));
  const socket = join(folder, SOCKET_NAME);
  rmSync(socket, { force: true });

  const worker = startWorkerThread(new URL("./database-worker.ts", import.meta.url), { dataDir, socket });
  try {
    await ready(worker);
  } catch (cause) {
    release();
    throw new DatabaseStartError(`The embedded database in ${dataDir ?? "memory"} did not start.`, { cause });
  }
  return {
    url: connectionString(folder),
    async stop() {
      const exited = new Promise((done) => worker.once("exit", done));
      worker.postMessage("stop");
      await exited;
      rmSync(folder, { recursive: true, force: true });
      release();
    },
  };
}

/** The connection string of the database in `dataDir`, whether or not it runs: the same every time for the same folder. */
export function databaseUrl(dataDir: string): string {
  return connectionString(socketFolder(resolve(dataDir)));
}

function connectionString(folder: string): string {
  return `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;
}

/** Beside the data where the path is short enough, else in the system's folder for temporary files. */
function socketFolder(dataDir: string): string {
  const beside = `${dataDir}-socket`;
  const short = join(beside, SOCKET_NAME).length <= MAX_SOCKET_PATH;
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  const folder = short ? beside : join(tmpdir(), `tessera-${userInfo().uid}-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = statSync(folder);
  if (uid !== userInfo().uid || (mode & 0o077) !== 0) {
    throw new DatabaseStartError(`${folder} is open to other users. Remove it and start again.`);
  }
  return folder;
}

function ready(worker: Worker): Promise<void> {
  return new Promise((done, fail) => {
    worker.once("message", () => done());
    worker.once("error", fail);
    worker.once("exit", (code) => fail(new Error(`its thread ended with code ${code}`)));
  });
}
