import { sha256 } from "@noble/hashes/sha2";
import type { Bytes } from "./format.ts";

/** Builds the CID of a file from its 1 MiB leaves' SHA-256 digests, in order, in constant memory. */
export interface CidBuilder {
  /** @param digest the leaf's SHA-256 @param bytes its size: 1,048,576, or fewer for the last */
  add(digest: Uint8Array, bytes: number): void;
  /** The file's CIDv1 in base32. Nothing may be added after. @throws RangeError where no leaf was added */
  finish(): string;
}

interface Link {
  readonly cid: Bytes;
  /** Bytes of the file below it. */
  readonly fileBytes: number;
  /** Bytes of all blocks below it, its own included. */
  readonly totalBytes: number;
}

const WIDTH = 1024;
const RAW = 0x55;
const DAG_PB = 0x70;
const SHA2_256 = 0x12;

/** CIDv1 | codec | sha2-256 | 32 bytes */
function cidBytes(codec: number, digest: Uint8Array): Bytes {
  const cid = new Uint8Array(36);
  cid.set([0x01, codec, SHA2_256, 32]);
  cid.set(digest, 4);
  return cid;
}

function base32(bytes: Uint8Array): string {
  let text = "b";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += "abcdefghijklmnopqrstuvwxyz234567"[(value >> (bits - 5)) & 31];
  }
  return bits === 0 ? text : text + "abcdefghijklmnopqrstuvwxyz234567"[(value << (5 - bits)) & 31];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return bytes;
}

/** A dag-pb node that holds a UnixFS file: links first, then the data, as the canonical form wants. */
export function encodeFileNode(links: readonly Link[]): Bytes {
  const fileBytes = links.reduce((sum, link) => sum + link.fileBytes, 0);
  const sizes = links.flatMap((link) => [0x20, ...varint(link.fileBytes)]);
  const unixfs = [0x08, 0x02, 0x18, ...varint(fileBytes), ...sizes];
  const encoded: number[] = [];
  for (const { cid, totalBytes } of links) {
    const link = [0x0a, cid.length, ...cid, 0x12, 0x00, 0x18, ...varint(totalBytes)];
    encoded.push(0x12, ...varint(link.length), ...link);
  }
  encoded.push(0x0a, ...varint(unixfs.length), ...unixfs);
  return Uint8Array.from(encoded);
}

/** The CIDv1 of one raw block with this SHA-256: what a file of at most 1 MiB has. */
export const rawCid = (digest: Uint8Array): string => base32(cidBytes(RAW, digest));

/**
 * A builder for the profile `unixfs-v1-2025` (IPIP-499): CIDv1, sha2-256, raw leaves of 1 MiB, balanced, width 1024, a single
 * leaf reduced to itself.
 * @param onNode is given each dag-pb node when it is complete, children before parents, for whoever stores them
 */
export function createCidBuilder(onNode?: (cid: string, node: Bytes) => void): CidBuilder {
  const levels: Link[][] = [[]];

  const push = (level: number, link: Link): void => {
    const links = levels[level];
    if (links === undefined) levels[level] = [link];
    else links.push(link);
    if (levels[level]?.length === WIDTH) promote(level);
  };
  const promote = (level: number): void => {
    const links = levels[level] ?? [];
    levels[level] = [];
    const node = encodeFileNode(links);
    const cid = cidBytes(DAG_PB, sha256(node));
    onNode?.(base32(cid), node);
    push(level + 1, {
      cid,
      fileBytes: links.reduce((sum, link) => sum + link.fileBytes, 0),
      totalBytes: links.reduce((sum, link) => sum + link.totalBytes, node.length),
    });
  };

  return {
    add: (digest, bytes) => push(0, { cid: cidBytes(RAW, digest), fileBytes: bytes, totalBytes: bytes }),
    finish() {
      for (let level = 0; ; level++) {
        const links = levels[level] ?? [];
        const [only] = links;
        if (level === levels.length - 1 && links.length <= 1) {
          if (only === undefined) throw new RangeError("A file has at least one leaf.");
          return base32(only.cid);
        }
        if (links.length > 0) promote(level);
      }
    },
  };
}
