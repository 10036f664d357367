import type { Cid } from "~/ids.ts";
import { type DecodedCid, decodeCidBytes, encodeCidBytes } from "../cid.ts";
import { LEAF_BYTES, sha256 } from "../leaves-of.ts";
import type { Block } from "../walk-blocks.ts";

/** A leaf of 1 MiB, or a node of 1,024 links, with room for other profiles' nodes. */
const LARGEST_BLOCK = 2 * LEAF_BYTES;
const CID_BYTES = 36;
/** DAG-CBOR of `{ roots: [CID], version: 1 }` around the CID's 36 bytes. */
const BEFORE_ROOT = Buffer.from("a265726f6f747381d82a582500", "hex");
const AFTER_ROOT = Buffer.from("6776657273696f6e01", "hex");
const HEADER_BYTES = BEFORE_ROOT.length + CID_BYTES + AFTER_ROOT.length;

export class CarRefused extends Error {
  override readonly name = "CarRefused";
}

export interface DecodedCar {
  readonly root: Cid;
  /** Each block, once it was found to hash to its CID. */
  readonly blocks: AsyncGenerator<Block>;
}

/** Exactly as many bytes as are asked for; null where the source ends before the first of them. */
type Take = (count: number) => Promise<Buffer | null>;

function takerOf(source: AsyncIterable<Uint8Array>): Take {
  const iterator = source[Symbol.asyncIterator]();
  let held: Uint8Array[] = [];
  let size = 0;
  return async (count) => {
    while (size < count) {
      const next = await iterator.next();
      if (next.done) break;
      held.push(next.value);
      size += next.value.length;
    }
    if (size === 0 && count > 0) return null;
    if (size < count) throw new CarRefused("The CAR is cut.");
    const [first] = held;
    const all =
      held.length === 1 && first !== undefined
        ? Buffer.from(first.buffer, first.byteOffset, size)
        : Buffer.concat(held);
    held = [all.subarray(count)];
    size -= count;
    return all.subarray(0, count);
  };
}

/** @returns null at the end of the source. */
async function takeVarint(take: Take): Promise<number | null> {
  let value = 0;
  for (let scale = 1; scale < 2 ** 35; scale *= 0x80) {
    const byte = (await take(1))?.[0];
    if (byte === undefined) {
      if (scale === 1) return null;
      break;
    }
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
  }
  throw new CarRefused("A length in the CAR can't be read.");
}

async function* takeBlocks(take: Take): AsyncGenerator<Block> {
  for (let length = await takeVarint(take); length !== null; length = await takeVarint(take)) {
    if (length < CID_BYTES || length > CID_BYTES + LARGEST_BLOCK) {
      throw new CarRefused(`A block of ${length} bytes is not taken.`);
    }
    const entry = await take(length);
    const cid = entry === null ? null : decodeCidBytes(entry.subarray(0, CID_BYTES));
    if (entry === null || cid === null)
      throw new CarRefused("A block has no CIDv1 of a raw or dag-pb block in sha2-256.");
    const bytes = entry.subarray(CID_BYTES);
    if (Buffer.compare(sha256(bytes), cid.digest) !== 0) throw new CarRefused("A block's bytes are not its CID's.");
    yield { cid: encodeCidBytes(cid.bytes), bytes };
  }
}

function rootOf(header: Buffer): DecodedCid | null {
  const end = BEFORE_ROOT.length + CID_BYTES;
  const framed = header.subarray(0, BEFORE_ROOT.length).equals(BEFORE_ROOT) && header.subarray(end).equals(AFTER_ROOT);
  return framed ? decodeCidBytes(header.subarray(BEFORE_ROOT.length, end)) : null;
}

/** Reads a CARv1 of one root as it comes. @throws CarRefused where it is none, here or from `blocks` */
export async function decodeCar(source: AsyncIterable<Uint8Array>): Promise<DecodedCar> {
  const take = takerOf(source);
  const header = (await takeVarint(take)) === HEADER_BYTES ? await take(HEADER_BYTES) : null;
  const root = header && rootOf(header);
  if (root === null) throw new CarRefused("The body is not a CARv1 with one root, a CIDv1 of a file.");
  return { root: encodeCidBytes(root.bytes), blocks: takeBlocks(take) };
}
