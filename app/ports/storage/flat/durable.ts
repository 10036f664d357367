import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

export const isAbsent = (error: unknown): boolean => codeOf(error) === "ENOENT";
/** No room: the disk's, the quota's, or the largest file that the file system takes. */
export const isDiskFull = (error: unknown): boolean => ["ENOSPC", "EDQUOT", "EFBIG"].includes(String(codeOf(error)));
/** `rename` onto a folder that has files. */
export const isTaken = (error: unknown): boolean => ["ENOTEMPTY", "EEXIST"].includes(String(codeOf(error)));

/** Makes what was renamed, linked or unlinked in the folder last. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new file with these bytes, on the disk before it returns. Its name is not: sync the folder. */
export async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces a small file at once: at any instant it has the old bytes or the new ones. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const fresh = join(dirname(path), `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    await writeSynced(fresh, bytes);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}
