import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Cid } from "~/ids.ts";
import { DAG_PB, decodeCid, RAW } from "../cid.ts";
import { decodeFileNode } from "../file-node.ts";
import { isAbsent, replaceFile } from "../flat/durable.ts";
import type { Block } from "../walk-blocks.ts";

/** The blocks of a file that comes in several CARs, until all are there. One folder an account and root. */
export interface StagedBlocks {
  /** Bytes staged so far, of leaves and nodes. */
  size(): Promise<number>;
  add(block: Block): Promise<void>;
  block(cid: Cid): Promise<Uint8Array | null>;
  /** The file's size, or null while a block is missing. @throws NotAFileNode where the root is a directory */
  fileBytes(): Promise<number | null>;
  remove(): Promise<void>;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

export function stagedBlocks(directory: string, account: string, root: Cid): StagedBlocks {
  // Two accounts that send the same file don't share a folder: neither can spoil or finish the other's.
  const owner = createHash("sha256").update(account).digest("hex").slice(0, 32);
  const folder = join(directory, `${owner}.${root}`);

  const block = async (cid: Cid): Promise<Uint8Array | null> => {
    if (decodeCid(cid) === null) return null;
    try {
      return await readFile(join(folder, cid));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  };
  const bytesBelow = async (cid: Cid): Promise<number | null> => {
    if (decodeCid(cid)?.codec === RAW) {
      const status = await stat(join(folder, cid)).catch(() => null);
      return status?.size ?? null;
    }
    const node = decodeCid(cid)?.codec === DAG_PB ? await block(cid) : null;
    if (node === null) return null;
    let sum = 0;
    for (const link of decodeFileNode(node)) {
      const bytes = await bytesBelow(link.cid);
      if (bytes === null) return null;
      sum += bytes;
    }
    return sum;
  };

  return {
    block,
    fileBytes: () => bytesBelow(root),
    async size() {
      const names = await readdir(folder).catch(() => []);
      const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)));
      return sizes.reduce((sum, status) => sum + (status?.size ?? 0), 0);
    },
    async add({ cid, bytes }) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (!(await isThere(join(folder, cid)))) await replaceFile(join(folder, cid), bytes);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Removes what nobody added to for `stale` milliseconds. */
export async function sweepStaged(directory: string, now: number, stale: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const status = await stat(join(directory, name)).catch(() => null);
    if (status !== null && now - status.mtimeMs >= stale)
      await rm(join(directory, name), { recursive: true, force: true });
  }
}
