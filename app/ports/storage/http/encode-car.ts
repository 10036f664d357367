import type { Cid } from "~/ids.ts";
import { decodeCid } from "../cid.ts";
import type { Block } from "../walk-blocks.ts";

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}

const cidBytes = (cid: Cid): Uint8Array => {
  const decoded = decodeCid(cid);
  if (decoded === null) throw new RangeError(`${cid} is not a CID of a file's block.`);
  return decoded.bytes;
};

/** A CARv1 with one root: the header, then each block behind its length and CID. */
export async function* encodeCar(root: Cid, blocks: AsyncIterable<Block>): AsyncGenerator<Uint8Array> {
  // DAG-CBOR of { roots: [root], version: 1 }; a CID is tag 42 with a zero byte before it.
  const header = Buffer.concat([
    Buffer.from("a265726f6f747381d82a582500", "hex"),
    cidBytes(root),
    Buffer.from("6776657273696f6e01", "hex"),
  ]);
  yield Buffer.concat([varint(header.length), header]);
  for await (const { cid, bytes } of blocks) {
    yield Buffer.concat([varint(36 + bytes.length), cidBytes(cid)]);
    yield bytes;
  }
}
