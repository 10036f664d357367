import type { Cid } from "~/ids.ts";
import { done, refused } from "~/outcome.ts";
import { encodeCid, RAW } from "./cid.ts";
import { createFileTreeBuilder } from "./file-tree.ts";
import { LEAF_BYTES, leavesOf } from "./leaves-of.ts";
import { checkRange, claimedCid, type Storage } from "./storage.ts";

interface Part {
  /** The bytes of the file below this CID. */
  readonly bytes: Uint8Array;
  readonly block: Uint8Array;
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += LEAF_BYTES) yield bytes.subarray(at, at + LEAF_BYTES);
}

/** A storage that lives as long as the process. For tests and tools. */
export function createMemoryStorage(): Storage {
  const files = new Map<Cid, ReadonlyMap<Cid, Part>>();
  const pinned = new Set<Cid>();
  const partOf = (cid: Cid): Part | undefined => {
    for (const parts of files.values()) {
      const part = parts.get(cid);
      if (part !== undefined) return part;
    }
    return undefined;
  };

  return {
    async find(cid) {
      const part = partOf(cid);
      return part === undefined ? null : { cid, bytes: part.bytes.length };
    },
    async read(cid, range) {
      const part = partOf(cid);
      if (part === undefined) return null;
      const { start, end } = range ?? { start: 0, end: part.bytes.length };
      checkRange({ start, end }, part.bytes.length);
      return slices(part.bytes.subarray(start, end));
    },
    block: async (cid) => partOf(cid)?.block ?? null,
    async put(source, claim) {
      const builder = createFileTreeBuilder();
      const parts = new Map<Cid, Part>();
      const pieces: Uint8Array[] = [];
      for await (const { bytes, digest } of leavesOf(source)) {
        const leaf = bytes.slice();
        builder.add(digest, leaf.length);
        parts.set(encodeCid(RAW, digest), { bytes: leaf, block: leaf });
        pieces.push(leaf);
      }
      const tree = builder.finish();
      const cid = claimedCid(claim);
      if (tree.cid !== cid || tree.bytes !== claim.bytes) {
        return refused("wrong-cid", `The bytes are ${tree.cid} (${tree.bytes}), not ${cid} (${claim.bytes}).`);
      }
      const whole = Buffer.concat(pieces);
      for (const node of tree.nodes) {
        parts.set(node.cid, { bytes: whole.subarray(node.first, node.first + node.bytes), block: node.block });
      }
      const fresh = !files.has(cid);
      files.set(cid, parts);
      return done({ cid, bytes: tree.bytes, fresh });
    },
    async pin(cid) {
      if (!files.has(cid)) return refused("absent");
      pinned.add(cid);
      return done(null);
    },
    async remove(cid, force = false) {
      if (!files.has(cid)) return refused("absent");
      if (pinned.has(cid) && !force) return refused("pinned", "The file is listed; removing it must be forced.");
      files.delete(cid);
      pinned.delete(cid);
      return done(null);
    },
    async *list() {
      for (const [cid, parts] of files) yield { cid, bytes: parts.get(cid)?.bytes.length ?? 0 };
    },
  };
}
