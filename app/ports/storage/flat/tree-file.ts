import type { FileHandle } from "node:fs/promises";
import { DAG_PB, decodeCid, encodeCid, RAW } from "../cid.ts";
import type { FileTree } from "../file-tree.ts";
import { LEAF_BYTES } from "../leaves-of.ts";
import type { StoredFile } from "../storage.ts";

/*
 * A file's tree beside its bytes, little-endian:
 *   magic (8) | file bytes u64 | leaves u32 | nodes u32
 *   leaves x SHA-256 (32)
 *   nodes  x SHA-256 (32) | block offset u64 | block bytes u32 | first file byte u64 | file bytes u64
 *   the nodes' blocks
 */
const MAGIC = "tessera1";
const HEAD = 24;
const LEAF_ENTRY = 32;
const NODE_ENTRY = 60;

export class TreeFileMalformed extends Error {
  override readonly name = "TreeFileMalformed";
  constructor(what: string) {
    super(`The tree beside a stored file can't be read (${what}). Remove the file's folder and import the file again.`);
  }
}

export interface TreeTables {
  readonly bytes: number;
  readonly leaves: number;
  readonly nodes: number;
  /** Both tables, as in the file. */
  readonly table: Buffer;
}

/** A part of a stored file that has a CID: a leaf, or an inner node with its block's place in the tree file. */
export interface TreePart extends StoredFile {
  readonly first: number;
  readonly node: { readonly offset: number; readonly length: number } | null;
}

export function encodeTree(tree: FileTree): Buffer {
  const tables = HEAD + tree.leaves.length * LEAF_ENTRY + tree.nodes.length * NODE_ENTRY;
  const head = Buffer.alloc(tables);
  head.write(MAGIC, "latin1");
  head.writeBigUInt64LE(BigInt(tree.bytes), 8);
  head.writeUInt32LE(tree.leaves.length, 16);
  head.writeUInt32LE(tree.nodes.length, 20);
  let at = HEAD;
  for (const digest of tree.leaves) {
    head.set(digest, at);
    at += LEAF_ENTRY;
  }
  let offset = tables;
  for (const { cid, block, first, bytes } of tree.nodes) {
    const decoded = decodeCid(cid);
    if (decoded !== null) head.set(decoded.digest, at);
    head.writeBigUInt64LE(BigInt(offset), at + 32);
    head.writeUInt32LE(block.length, at + 40);
    head.writeBigUInt64LE(BigInt(first), at + 44);
    head.writeBigUInt64LE(BigInt(bytes), at + 52);
    at += NODE_ENTRY;
    offset += block.length;
  }
  return Buffer.concat([head, ...tree.nodes.map((node) => node.block)]);
}

/** @throws TreeFileMalformed */
export async function readTreeTables(file: FileHandle): Promise<TreeTables> {
  const head = Buffer.alloc(HEAD);
  const { bytesRead } = await file.read(head, 0, HEAD, 0);
  if (bytesRead < HEAD || head.toString("latin1", 0, 8) !== MAGIC) throw new TreeFileMalformed("its beginning");
  const leaves = head.readUInt32LE(16);
  const nodes = head.readUInt32LE(20);
  const table = Buffer.alloc(leaves * LEAF_ENTRY + nodes * NODE_ENTRY);
  const read = await file.read(table, 0, table.length, HEAD);
  if (read.bytesRead < table.length) throw new TreeFileMalformed("its tables");
  return { bytes: Number(head.readBigUInt64LE(8)), leaves, nodes, table };
}

const placeOf = (tables: Pick<TreeTables, "leaves">, entry: number): number =>
  entry < tables.leaves ? entry * LEAF_ENTRY : tables.leaves * LEAF_ENTRY + (entry - tables.leaves) * NODE_ENTRY;

/** The SHA-256 of each entry: the leaves', then the nodes'. */
export function* digestsOf(tables: TreeTables): Generator<Buffer> {
  for (let entry = 0; entry < tables.leaves + tables.nodes; entry++) {
    const at = placeOf(tables, entry);
    yield tables.table.subarray(at, at + 32);
  }
}

/** One entry, read from the tree file. */
export async function readTreePart(
  file: FileHandle,
  tables: Pick<TreeTables, "bytes" | "leaves">,
  entry: number,
): Promise<TreePart> {
  const isLeaf = entry < tables.leaves;
  const record = Buffer.alloc(isLeaf ? LEAF_ENTRY : NODE_ENTRY);
  const { bytesRead } = await file.read(record, 0, record.length, HEAD + placeOf(tables, entry));
  if (bytesRead < record.length) throw new TreeFileMalformed("its tables");
  const cid = encodeCid(isLeaf ? RAW : DAG_PB, record.subarray(0, 32));
  if (isLeaf) {
    const first = entry * LEAF_BYTES;
    return { cid, first, bytes: Math.min(LEAF_BYTES, tables.bytes - first), node: null };
  }
  return {
    cid,
    first: Number(record.readBigUInt64LE(44)),
    bytes: Number(record.readBigUInt64LE(52)),
    node: { offset: Number(record.readBigUInt64LE(32)), length: record.readUInt32LE(40) },
  };
}
