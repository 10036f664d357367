import { createCidBuilder } from "@tessera/envelope";
import type { Cid } from "~/ids.ts";
import { decodeFileNode } from "./file-node.ts";

export interface TreeNode {
  readonly cid: Cid;
  readonly block: Uint8Array;
  /** Where the bytes below it begin in the file. */
  readonly first: number;
  readonly bytes: number;
}

export interface FileTree {
  readonly cid: Cid;
  readonly bytes: number;
  /** SHA-256 of each leaf. */
  readonly leaves: readonly Uint8Array[];
  /** Inner nodes, children before parents; none where the file is a single leaf. */
  readonly nodes: readonly TreeNode[];
}

export interface FileTreeBuilder {
  add(digest: Uint8Array, bytes: number): void;
  finish(): FileTree;
}

/** Builds a file's tree from its leaves' digests, in order. About 40 bytes a leaf are held. */
export function createFileTreeBuilder(): FileTreeBuilder {
  const leaves: Uint8Array[] = [];
  const nodes: TreeNode[] = [];
  const firstOf = new Map<string, number>();
  let bytes = 0;
  let covered = 0;
  const builder = createCidBuilder((cid, block) => {
    const links = decodeFileNode(block);
    const below = links.reduce((sum, link) => sum + link.bytes, 0);
    // Equal nodes have equal bytes below them, so that any of their places serves.
    const first = links[0]?.raw ? covered : (firstOf.get(links[0]?.cid ?? "") ?? 0);
    if (links[0]?.raw) covered += below;
    firstOf.set(cid, first);
    nodes.push({ cid: cid as Cid, block, first, bytes: below });
  });
  return {
    add(digest, size) {
      leaves.push(digest);
      bytes += size;
      builder.add(digest, size);
    },
    finish: () => ({ cid: builder.finish() as Cid, bytes, leaves, nodes }),
  };
}
