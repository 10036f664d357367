import { randomBytes } from "node:crypto";
import { access, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Cid } from "~/ids.ts";
import { done, type Outcome, refused } from "~/outcome.ts";
import type { FileTree } from "../file-tree.ts";
import { LEAF_BYTES } from "../leaves-of.ts";
import { type ByteRange, type Claim, checkRange, type Storage, type Stored } from "../storage.ts";
import { isAbsent, syncFolder } from "./durable.ts";
import { DATA, PINNED, readFlatFiles, TREE } from "./flat-files.ts";
import { adoptData, importFile, writeData } from "./import-file.ts";

/** A storage on a local disk that also takes files that are on that disk already. */
export interface FlatStore extends Storage {
  /**
   * As `put`, for a finished file on the same file system: no byte is copied. The file keeps its old name too, whatever happens;
   * the caller removes it, and nobody may write to it from now on.
   */
  adopt(path: string, claim: Claim): Promise<Outcome<Stored, "wrong-cid" | "no-space">>;
}

async function* readData(path: string, { start, end }: ByteRange): AsyncGenerator<Uint8Array> {
  if (start === end) return;
  const handle = await open(path, "r");
  yield* handle.createReadStream({ start, end: end - 1, highWaterMark: LEAF_BYTES });
}

async function readExactly(path: string, offset: number, length: number): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const bytes = Buffer.allocUnsafe(length);
    const { bytesRead } = await handle.read(bytes, 0, length, offset);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * One folder a file: its bytes as they are (`data`), its tree (`tree`), and `pinned` where it is listed. What a crash left aside is
 * swept when the store is opened; only one process may open it.
 */
export async function openFlatStore(directory: string): Promise<FlatStore> {
  const root = join(directory, "files");
  const aside = join(directory, "aside");
  await mkdir(root, { recursive: true, mode: 0o700 });
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { mode: 0o700 });
  const files = await readFlatFiles(root);
  const newAside = (): string => join(aside, randomBytes(16).toString("hex"));

  const store = async (claim: Claim, bring: (path: string) => Promise<FileTree>) => {
    const imported = await importFile(root, newAside(), claim, bring);
    if (imported.ok) await files.learn(imported.value.cid);
    return imported;
  };
  const isPinned = (cid: Cid): Promise<boolean> =>
    access(join(root, cid, PINNED)).then(
      () => true,
      () => false,
    );

  return {
    async find(cid) {
      const found = await files.locate(cid);
      return found === null ? null : { cid, bytes: found.part.bytes };
    },
    async read(cid, range) {
      const found = await files.locate(cid);
      if (found === null) return null;
      const { file, part } = found;
      const { start, end } = range ?? { start: 0, end: part.bytes };
      checkRange({ start, end }, part.bytes);
      return readData(join(file.folder, DATA), { start: part.first + start, end: part.first + end });
    },
    async block(cid) {
      const found = await files.locate(cid);
      if (found === null) return null;
      const { file, part } = found;
      if (part.node !== null) return readExactly(join(file.folder, TREE), part.node.offset, part.node.length);
      return readExactly(join(file.folder, DATA), part.first, part.bytes);
    },
    put: (source, claim) => store(claim, (path) => writeData(path, source)),
    adopt: (from, claim) => store(claim, (path) => adoptData(path, from)),
    async pin(cid) {
      if (files.get(cid) === undefined) return refused("absent");
      await writeFile(join(root, cid, PINNED), "");
      await syncFolder(join(root, cid));
      return done(null);
    },
    async remove(cid, force = false) {
      if (files.get(cid) === undefined) return refused("absent");
      if (!force && (await isPinned(cid))) return refused("pinned", "The file is listed; removing it must be forced.");
      files.forget(cid);
      const gone = newAside();
      try {
        await rename(join(root, cid), gone);
      } catch (error) {
        if (isAbsent(error)) return refused("absent");
        throw error;
      }
      await syncFolder(root);
      await rm(gone, { recursive: true, force: true });
      return done(null);
    },
    async *list() {
      for (const { cid, bytes } of files.all()) yield { cid, bytes };
    },
  };
}
