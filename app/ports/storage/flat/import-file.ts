import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Cid } from "~/ids.ts";
import { done, type Outcome, refused } from "~/outcome.ts";
import { createFileTreeBuilder, type FileTree } from "../file-tree.ts";
import { leavesOf } from "../leaves-of.ts";
import { type Claim, claimedCid } from "../storage.ts";
import { isDiskFull, isTaken, syncFolder, writeSynced } from "./durable.ts";
import { DATA, TREE } from "./flat-files.ts";
import { encodeTree } from "./tree-file.ts";

/** Writes the stream to a new file, synced, and computes its tree on the way. */
export async function writeData(path: string, source: AsyncIterable<Uint8Array>): Promise<FileTree> {
  const builder = createFileTreeBuilder();
  const handle = await open(path, "wx", 0o600);
  try {
    for await (const { bytes, digest } of leavesOf(source)) {
      await handle.writeFile(bytes);
      builder.add(digest, bytes.length);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return builder.finish();
}

/** Gives a finished file a second name, synced, and computes its tree. The first name stays, so that a crash loses nothing. */
export async function adoptData(path: string, from: string): Promise<FileTree> {
  const builder = createFileTreeBuilder();
  const handle = await open(from, "r+");
  try {
    await handle.sync();
    const stream = handle.createReadStream({ autoClose: false, highWaterMark: 1_048_576, start: 0 });
    for await (const { bytes, digest } of leavesOf(stream)) builder.add(digest, bytes.length);
  } finally {
    await handle.close();
  }
  await link(from, path);
  return builder.finish();
}

/**
 * Builds the file's folder aside, checks the claim, and renames the folder into place at once.
 * @param aside does not exist yet; it is gone when this returns or throws
 * @returns whether the file is new
 */
export async function importFile(
  root: string,
  aside: string,
  claim: Claim,
  bring: (path: string) => Promise<FileTree>,
): Promise<Outcome<{ cid: Cid; bytes: number; fresh: boolean }, "wrong-cid" | "no-space">> {
  try {
    await mkdir(aside, { mode: 0o700 });
    const tree = await bring(join(aside, DATA));
    const cid = claimedCid(claim);
    if (tree.cid !== cid || tree.bytes !== claim.bytes) {
      return refused("wrong-cid", `The bytes are ${tree.cid} (${tree.bytes}), not ${cid} (${claim.bytes}).`);
    }
    await writeSynced(join(aside, TREE), encodeTree(tree));
    await syncFolder(aside);
    const fresh = await rename(aside, join(root, cid)).then(
      () => true,
      (error: unknown) => {
        if (isTaken(error)) return false;
        throw error;
      },
    );
    await syncFolder(root);
    await syncFolder(dirname(aside));
    return done({ cid, bytes: tree.bytes, fresh });
  } catch (error) {
    if (isDiskFull(error)) return refused("no-space", "The store's disk is full. Nothing of this file was kept.");
    throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
