import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { processStart } from "./process-identity.ts";

const Holder = z.object({ pid: z.number().int().positive(), start: z.string(), note: z.string() });
export type Holder = z.infer<typeof Holder>;

/** Thrown when a living process holds the lock. */
export class LockedError extends Error {
  override name = "LockedError";
  readonly holder: Holder;
  constructor(file: string, holder: Holder) {
    super(`${file} is held by process ${holder.pid}. Stop that process, or use another data folder (TESSERA_DATA).`);
    this.holder = holder;
  }
}

/**
 * Takes the lock `file` for this process and returns the function that gives it back. A lock left by a process that has died is
 * taken over. `note` is kept in the file for whoever finds it taken. Throws LockedError when a living process holds it.
 */
export function takeLock(file: string, note = ""): () => void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const mine = `${file}.${process.pid}`;
  const holder: Holder = { pid: process.pid, start: processStart(process.pid) ?? "", note };
  writeFileSync(mine, JSON.stringify(holder), { mode: 0o600 });
  try {
    for (let attempt = 0; !linked(mine, file); attempt++) {
      const other = lockHolder(file);
      if (other || attempt > 20) throw new LockedError(file, other ?? { ...holder, pid: 0 });
      removeStale(file);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** Who holds the lock `file` now, or null when nobody that is alive does. */
export function lockHolder(file: string): Holder | null {
  const holder = readHolder(file);
  return holder && processStart(holder.pid) === holder.start ? holder : null;
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Moves the stale lock aside; when another starter had just replaced it by a living one, puts that one back. */
function removeStale(file: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (lockHolder(aside)) linked(aside, file);
  rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
