import type { Cid } from "~/ids.ts";
import { decodeCidBytes, encodeCidBytes } from "./cid.ts";

export interface FileLink {
  readonly cid: Cid;
  readonly raw: boolean;
  /** Bytes of the file below this link. */
  readonly bytes: number;
}

export class NotAFileNode extends Error {
  override readonly name = "NotAFileNode";
  constructor(what: string) {
    super(`The dag-pb block is not a UnixFS file's inner node: ${what}.`);
  }
}

type Field = readonly [number: number, value: Uint8Array | number];

function* protobufFields(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = bytes[at++];
      if (byte === undefined || scale > 2 ** 49) throw new NotAFileNode("a number is cut");
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    if ((tag & 7) === 0) yield [tag >> 3, varint()];
    else if ((tag & 7) === 2) {
      const length = varint();
      if (at + length > bytes.length) throw new NotAFileNode("a field is cut");
      yield [tag >> 3, bytes.subarray(at, at + length)];
      at += length;
    } else throw new NotAFileNode(`wire type ${tag & 7}`);
  }
}

function linkedCid(link: Uint8Array): { cid: Cid; raw: boolean } {
  for (const [number, value] of protobufFields(link)) {
    if (number !== 1 || typeof value === "number") continue;
    const decoded = decodeCidBytes(value);
    if (decoded !== null) return { cid: encodeCidBytes(value), raw: decoded.codec === 0x55 };
  }
  throw new NotAFileNode("a link has no CIDv1 of sha2-256");
}

/** The children of a UnixFS file's inner node, in order. @throws NotAFileNode for anything else, such as a directory */
export function decodeFileNode(block: Uint8Array): FileLink[] {
  const links: { cid: Cid; raw: boolean }[] = [];
  const sizes: number[] = [];
  let type: number | null = null;
  for (const [number, value] of protobufFields(block)) {
    if (typeof value === "number") continue;
    if (number === 2) links.push(linkedCid(value));
    if (number !== 1) continue;
    for (const [inner, size] of protobufFields(value)) {
      if (typeof size !== "number") throw new NotAFileNode("it holds bytes of its own");
      if (inner === 1) type = size;
      if (inner === 4) sizes.push(size);
    }
  }
  if (type !== 2 || links.length === 0 || links.length !== sizes.length) throw new NotAFileNode("its type or sizes");
  return links.map((link, index) => ({ ...link, bytes: sizes[index] ?? 0 }));
}
