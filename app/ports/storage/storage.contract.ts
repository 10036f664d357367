import { createCipheriv, createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Cid } from "~/ids.ts";
import ipip499 from "../../../tests/vectors/ipip499.json" with { type: "json" };
import { decodeCid, encodeCid, RAW } from "./cid.ts";
import { createFileTreeBuilder } from "./file-tree.ts";
import { LEAF_BYTES, leavesOf, sha256 } from "./leaves-of.ts";
import type { Storage, StoredFile } from "./storage.ts";
import { walkBlocks } from "./walk-blocks.ts";

export interface OpenedStorage {
  readonly storage: Storage;
  close(): Promise<void>;
}

/** ChaCha20 keystream, as the published vectors have it. */
function keystream(seed: string, bytes: number): Uint8Array {
  const cipher = createCipheriv("chacha20", createHash("sha256").update(seed).digest(), Buffer.alloc(16));
  return cipher.update(Buffer.alloc(bytes));
}

/** In pieces that don't line up with leaves. */
export async function* piecesOf(bytes: Uint8Array, size = 700_001): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function collect(source: AsyncIterable<Uint8Array> | null): Promise<Uint8Array> {
  if (source === null) throw new Error("There was nothing to collect.");
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece.slice());
  return Buffer.concat(pieces);
}

export async function cidOf(bytes: Uint8Array): Promise<Cid> {
  const builder = createFileTreeBuilder();
  for await (const leaf of leavesOf(piecesOf(bytes))) builder.add(leaf.digest, leaf.bytes.length);
  return builder.finish().cid;
}

async function listed(storage: Storage): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for await (const file of storage.list()) files.push(file);
  return files;
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const absent = encodeCid(RAW, sha256(Buffer.from("never stored")));

/** What every adapter promises. */
export function describeStorage(name: string, open: () => Promise<OpenedStorage>): void {
  describe(`storage contract: ${name}`, () => {
    let opened: OpenedStorage;
    let storage: Storage;
    const big = keystream("contract", 3 * LEAF_BYTES + 17);
    const put = async (bytes: Uint8Array) =>
      storage.put(piecesOf(bytes), { cid: await cidOf(bytes), bytes: bytes.length });

    beforeEach(async () => {
      opened = await open();
      storage = opened.storage;
    });
    afterEach(() => opened.close());

    it.each(
      ipip499.vectors.filter((vector) => (vector.stream?.bytes ?? 0) < 2 ** 30),
    )("gives the published CID $cid", async ({ text, stream, cid }) => {
      const bytes = stream === undefined ? Buffer.from(text ?? "") : keystream(stream.seed, stream.bytes);
      const stored = await storage.put(piecesOf(bytes), { cid: cid as Cid, bytes: bytes.length });
      expect(stored).toEqual({ ok: true, value: { cid, bytes: bytes.length, fresh: true } });
      expect(same(await collect(await storage.read(cid as Cid)), bytes)).toBe(true);
    });

    it("stores an empty file", async () => {
      const cid = await cidOf(new Uint8Array());
      expect((await storage.put(piecesOf(new Uint8Array()), { cid, bytes: 0 })).ok).toBe(true);
      expect(await storage.find(cid)).toEqual({ cid, bytes: 0 });
      expect(await collect(await storage.read(cid))).toHaveLength(0);
    });

    it("takes a CID that is known only after the last byte", async () => {
      const cid = await cidOf(big);
      let passed = 0;
      async function* counted() {
        for await (const piece of piecesOf(big)) {
          passed += piece.length;
          yield piece;
        }
      }
      const late = () => (passed === big.length ? cid : absent);
      expect((await storage.put(counted(), { cid: late, bytes: big.length })).ok).toBe(true);
    });

    it("says that a file was there already", async () => {
      await put(big);
      expect(await put(big)).toMatchObject({ ok: true, value: { fresh: false } });
      expect(same(await collect(await storage.read(await cidOf(big))), big)).toBe(true);
    });

    it("refuses a false CID and a false size, and keeps nothing", async () => {
      const cid = await cidOf(big);
      const lie = await cidOf(Buffer.from("another file"));
      expect(await storage.put(piecesOf(big), { cid: lie, bytes: big.length })).toMatchObject({ reason: "wrong-cid" });
      expect(await storage.find(lie)).toBeNull();
      expect(await storage.find(cid)).toBeNull();
      const short = await storage.put(piecesOf(big.subarray(0, -1)), { cid, bytes: big.length });
      expect(short).toMatchObject({ reason: "wrong-cid" });
      expect(await storage.find(cid)).toBeNull();
      expect(await listed(storage)).toEqual([]);
    });

    it("keeps nothing where the source fails", async () => {
      async function* failing() {
        yield big.subarray(0, LEAF_BYTES + 5);
        throw new Error("the source broke");
      }
      await expect(storage.put(failing(), { cid: await cidOf(big), bytes: big.length })).rejects.toThrow();
      expect(await storage.find(await cidOf(big))).toBeNull();
      expect(await listed(storage)).toEqual([]);
    });

    it("reads ranges over leaves' edges", async () => {
      await put(big);
      const cid = await cidOf(big);
      const ends = [0, 1, LEAF_BYTES - 1, LEAF_BYTES, LEAF_BYTES + 1, 2 * LEAF_BYTES, big.length - 1, big.length];
      for (const start of ends) {
        for (const end of ends.filter((at) => at >= start)) {
          const read = await collect(await storage.read(cid, { start, end }));
          expect(same(read, big.subarray(start, end)), `${start} to ${end}`).toBe(true);
        }
      }
      await expect(storage.read(cid, { start: 0, end: big.length + 1 })).rejects.toThrow(RangeError);
      await expect(storage.read(cid, { start: 2, end: 1 })).rejects.toThrow(RangeError);
    });

    it("gives every block by its CID, and each hashes to it", async () => {
      await put(big);
      const cids: Cid[] = [];
      for await (const { cid, bytes } of walkBlocks(storage, await cidOf(big))) {
        expect(same(sha256(bytes), decodeCid(cid)?.digest ?? new Uint8Array())).toBe(true);
        cids.push(cid);
      }
      expect(cids).toHaveLength(5);
      const [, second] = cids.slice(1);
      expect(await storage.find(second as Cid)).toEqual({ cid: second, bytes: LEAF_BYTES });
      expect(same(await collect(await storage.read(second as Cid)), big.subarray(LEAF_BYTES, 2 * LEAF_BYTES))).toBe(
        true,
      );
    });

    it("says that it does not have a file", async () => {
      expect(await storage.find(absent)).toBeNull();
      expect(await storage.read(absent)).toBeNull();
      expect(await storage.block(absent)).toBeNull();
      expect(await storage.pin(absent)).toMatchObject({ reason: "absent" });
      expect(await storage.remove(absent)).toMatchObject({ reason: "absent" });
    });

    it("removes a file, but a pinned one only by force", async () => {
      const cid = await cidOf(big);
      await put(big);
      expect((await storage.pin(cid)).ok).toBe(true);
      expect((await storage.pin(cid)).ok).toBe(true);
      expect(await storage.remove(cid)).toMatchObject({ reason: "pinned" });
      expect(await storage.find(cid)).not.toBeNull();
      expect((await storage.remove(cid, true)).ok).toBe(true);
      expect(await storage.find(cid)).toBeNull();
      expect((await put(big)).ok).toBe(true);
      expect((await storage.remove(cid)).ok).toBe(true);
    });

    it("keeps a shared leaf as long as one file has it", async () => {
      const longer = Buffer.concat([big, Buffer.from("more")]);
      await put(big);
      await put(longer);
      const leaf = await cidOf(big.subarray(0, LEAF_BYTES));
      await storage.remove(await cidOf(big));
      expect(await storage.find(leaf)).toEqual({ cid: leaf, bytes: LEAF_BYTES });
      expect(await listed(storage)).toEqual([{ cid: await cidOf(longer), bytes: longer.length }]);
    });
  });
}
