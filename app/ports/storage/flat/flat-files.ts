import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Cid } from "~/ids.ts";
import { decodeCid } from "../cid.ts";
import { createBlockIndex } from "./block-index.ts";
import { isAbsent } from "./durable.ts";
import { digestsOf, readTreePart, readTreeTables, type TreePart } from "./tree-file.ts";

export const DATA = "data";
export const TREE = "tree";
export const PINNED = "pinned";

export interface FlatFile {
  readonly cid: Cid;
  readonly folder: string;
  readonly bytes: number;
  readonly leaves: number;
}

/** A part and the file that it was found in. */
export interface Located {
  readonly file: FlatFile;
  readonly part: TreePart;
}

/** The files in a folder, by root and by block. */
export interface FlatFiles {
  /** Reads the file's tree and lists it. @throws TreeFileMalformed */
  learn(cid: Cid): Promise<FlatFile>;
  forget(cid: Cid): void;
  get(cid: Cid): FlatFile | undefined;
  locate(cid: Cid): Promise<Located | null>;
  all(): IterableIterator<FlatFile>;
}

async function withTree<T>(folder: string, use: (file: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const handle = await open(join(folder, TREE), "r");
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

/** @param root holds one folder a file, named by its CID */
export async function readFlatFiles(root: string): Promise<FlatFiles> {
  const index = createBlockIndex();
  const numbered: (FlatFile | null)[] = [];
  const numbers = new Map<Cid, number>();

  const get = (cid: Cid): FlatFile | undefined => numbered[numbers.get(cid) ?? -1] ?? undefined;
  const learn = async (cid: Cid): Promise<FlatFile> => {
    const known = get(cid);
    if (known !== undefined) return known;
    const folder = join(root, cid);
    const tables = await withTree(folder, readTreeTables);
    // Another call may have learnt it while the tree was read.
    const meanwhile = get(cid);
    if (meanwhile !== undefined) return meanwhile;
    const file = { cid, folder, bytes: tables.bytes, leaves: tables.leaves };
    const number = numbered.push(file) - 1;
    let entry = 0;
    for (const digest of digestsOf(tables)) index.add(digest, { file: number, entry: entry++ });
    numbers.set(cid, number);
    return file;
  };
  const locate = async (cid: Cid): Promise<Located | null> => {
    const decoded = decodeCid(cid);
    if (decoded === null) return null;
    for (const place of index.places(Buffer.from(decoded.digest))) {
      const file = numbered[place.file];
      if (file === null || file === undefined) continue;
      try {
        const part = await withTree(file.folder, (handle) => readTreePart(handle, file, place.entry));
        if (part.cid === cid) return { file, part };
      } catch (error) {
        // Removed since: another file may hold the block too.
        if (!isAbsent(error)) throw error;
      }
    }
    return null;
  };

  for (const name of await readdir(root)) {
    if (decodeCid(name) !== null && (await stat(join(root, name))).isDirectory()) await learn(name as Cid);
  }
  return {
    learn,
    get,
    locate,
    forget(cid) {
      const number = numbers.get(cid);
      if (number !== undefined) numbered[number] = null;
      numbers.delete(cid);
    },
    *all() {
      for (const file of numbered) if (file !== null) yield file;
    },
  };
}
