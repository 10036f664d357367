import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { associatedData } from "./associated-data.ts";
import { generateDataKey, importDataKey } from "./data-key.ts";
import { AES256_GCM_HKDF_1MB, type Bytes, CHUNK_BYTES, plaintextOffset } from "./format.ts";
import { newHeader } from "./header.ts";
import { open } from "./open.ts";
import { openRange } from "./open-range.ts";
import { proveChunk, verifyProof } from "./proof.ts";
import { seal } from "./seal.ts";
import { resumeOffset, type SealedSegment, sealSegments } from "./seal-segments.ts";
import { createCidBuilder } from "./unixfs-cid.ts";

const MiB = 1_048_576;
const plaintext = new Uint8Array(randomBytes(5 * MiB + 321));
const bound = associatedData({
  chainId: 31_337,
  contract: `0x${"Ab".repeat(20)}`,
  assetId: `0x${"0C".repeat(31)}00`,
  version: 1,
});

const collect = async (stream: ReadableStream<Uint8Array>): Promise<Bytes> =>
  new Uint8Array(await new Response(stream).arrayBuffer());

function cidOf(bytes: Bytes): string {
  const builder = createCidBuilder();
  for (let at = 0; at < bytes.length; at += MiB) {
    const leaf = bytes.subarray(at, at + MiB);
    builder.add(createHash("sha256").update(leaf).digest(), leaf.length);
  }
  return builder.finish();
}

async function sealOnce(source: Bytes = plaintext) {
  const key = await importDataKey(generateDataKey());
  const options = { key, associatedData: bound, header: newHeader() };
  const sealing = seal(options);
  const ciphertext = await collect(new Blob([source]).stream().pipeThrough(sealing));
  return { options, ciphertext, sealed: await sealing.sealed };
}

test("associated data binds chain, contract, asset and version", () => {
  expect(new TextDecoder().decode(bound)).toBe(
    `tessera-envelope/1|31337|0x${"ab".repeat(20)}|0x${"0c".repeat(31)}00|1`,
  );
  expect(() => associatedData({ chainId: 1, contract: "0x00", assetId: "0x00", version: 1 })).toThrow(RangeError);
});

test("streams through, with the CID of what came out; a non-extractable key is enough", async () => {
  const { options, ciphertext, sealed } = await sealOnce();
  expect(sealed.cid).toBe(cidOf(ciphertext));
  const opening = open({ ...options, root: sealed.root });
  expect(Buffer.compare(await collect(new Blob([ciphertext]).stream().pipeThrough(opening)), plaintext)).toBe(0);
  expect(await opening.opened).toEqual({
    plaintextBytes: plaintext.length,
    root: sealed.root,
    leaves: sealed.leaves,
  });
});

test("an empty file and files around an edge", async () => {
  for (const size of [0, 1, plaintextOffset(AES256_GCM_HKDF_1MB, 1), CHUNK_BYTES, CHUNK_BYTES + 1]) {
    const source = plaintext.slice(0, size);
    const { options, ciphertext, sealed } = await sealOnce(source);
    const opened = await collect(new Blob([ciphertext]).stream().pipeThrough(open({ ...options, root: sealed.root })));
    expect(Buffer.compare(opened, source)).toBe(0);
  }
});

test("resumed at any segment it gives the same bytes, root and CID", async () => {
  const { options, ciphertext, sealed } = await sealOnce();
  const before: SealedSegment[] = [];
  for await (const segment of sealSegments(new Blob([plaintext]).stream(), options)) before.push(segment);
  const digests = new Uint8Array(Buffer.concat(before.map(({ digest }) => digest)));

  for (let segment = 0; segment < before.length; segment++) {
    for (const leafCount of [0, Math.max(0, segment - 1), 99]) {
      const leaves = sealed.leaves.slice(0, leafCount * 32);
      const from = { segment, digests: digests.slice(0, (segment + 1) * 32), leaves };
      const rest = sealSegments(new Blob([plaintext.slice(resumeOffset(from))]).stream(), { ...options, from });
      const parts: Bytes[] = [];
      let next = await rest.next();
      for (; !next.done; next = await rest.next()) parts.push(next.value.ciphertext);
      expect(Buffer.compare(Buffer.concat(parts), ciphertext.subarray(segment * MiB))).toBe(0);
      expect(next.value).toEqual(sealed);
    }
  }
});

test("a range over real segments", async () => {
  const { options, ciphertext } = await sealOnce();
  const source = { bytes: ciphertext.length, read: async (at: number, n: number) => ciphertext.slice(at, at + n) };
  const [start, end] = [MiB - 50, 3 * MiB + 7];
  const parts: Bytes[] = [];
  for await (const part of openRange(source, { ...options, start, end })) parts.push(part);
  expect(Buffer.compare(Buffer.concat(parts), plaintext.subarray(start, end))).toBe(0);
});

test("one chunk is proven by its salt; another chunk, place, salt or size is not", async () => {
  const { options, sealed } = await sealOnce();
  const commitment = { root: sealed.root, bytes: sealed.plaintextBytes };
  const chunk = (index: number): Bytes => plaintext.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
  for (const index of [0, 3, 5]) {
    const proof = await proveChunk(options, sealed.leaves, index);
    expect(await verifyProof(commitment, proof, chunk(index))).toBe(true);
    expect(await verifyProof(commitment, proof, chunk((index + 1) % 5))).toBe(false);
    expect(await verifyProof(commitment, { ...proof, chunk: (index + 1) % 5 }, chunk(index))).toBe(false);
    expect(await verifyProof(commitment, { ...proof, salt: "00".repeat(32) }, chunk(index))).toBe(false);
    expect(await verifyProof(commitment, { ...proof, path: proof.path.slice(1) }, chunk(index))).toBe(false);
    expect(await verifyProof({ ...commitment, bytes: 1 }, proof, chunk(index))).toBe(false);
  }
});

test("a reader that goes away ends the sealing and its source", async () => {
  let given = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += MiB;
      controller.enqueue(new Uint8Array(MiB));
    },
  });
  const sealing = seal({ key: generateDataKey(), associatedData: bound, header: newHeader() });
  const piped = endless.pipeTo(sealing.writable);
  const reader = sealing.readable.getReader();
  await Promise.all([
    expect(piped).rejects.toThrow(),
    reader.read().then(() => reader.cancel(new Error("enough"))),
    expect(sealing.sealed).rejects.toThrow("enough"),
  ]);
  expect(given).toBeLessThan(16 * MiB);
});
