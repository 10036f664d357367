import fc from "fast-check";
import { expect, test } from "vitest";
import { generateDataKey } from "./data-key.ts";
import { EnvelopeMalformed, RootMismatch, SegmentRefused, SourceChanged } from "./errors.ts";
import { type Bytes, ciphertextBytes, type Format, headerBytes, plaintextBytes, plaintextOffset } from "./format.ts";
import { newHeader } from "./header.ts";
import { openSegments } from "./open-segments.ts";
import { type Sealed, sealSegments } from "./seal-segments.ts";
import { openSealedFile } from "./sealed-file.ts";

/** Small segments, so that a fuzzed file has many. */
const format: Format = { segmentBytes: 128, keyBytes: 32, hkdfHash: "SHA-256" };
const associatedData = new TextEncoder().encode("what this file is");

async function* inPiecesOf(size: number, all: Bytes): AsyncGenerator<Bytes> {
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

function concat(parts: readonly Bytes[]): Bytes {
  return new Uint8Array(Buffer.concat(parts));
}

async function sealAll(plaintext: Bytes, piece: number) {
  const key = generateDataKey();
  const sealing = sealSegments(inPiecesOf(piece, plaintext), {
    key,
    associatedData,
    header: newHeader(format),
    format,
  });
  const parts: Bytes[] = [];
  for (let next = await sealing.next(); ; next = await sealing.next()) {
    if (next.done) return { key, sealed: concat(parts), parts, result: next.value };
    parts.push(next.value.ciphertext);
  }
}

/** What was released, and how it ended. */
async function openAll(sealed: Bytes, key: Bytes, piece: number, data = associatedData, root?: Sealed["root"]) {
  const parts: Bytes[] = [];
  const options = { key, associatedData: data, format, ...(root && { root }) };
  try {
    for await (const part of openSegments(inPiecesOf(piece, sealed), options)) parts.push(part);
    return { released: concat(parts), failure: null };
  } catch (failure) {
    return { released: concat(parts), failure };
  }
}

const isPrefix = (part: Bytes, whole: Bytes): boolean => part.every((byte, at) => byte === whole[at]);
const file = fc.uint8Array({ maxLength: 1200 }).map((bytes) => new Uint8Array(bytes));
const piece = fc.integer({ min: 1, max: 400 });

test("what was sealed opens, whatever the pieces, with its root, size and CID", async () => {
  await fc.assert(
    fc.asyncProperty(file, piece, piece, async (plaintext, write, read) => {
      const { key, sealed, result } = await sealAll(plaintext, write);
      expect(sealed.length).toBe(ciphertextBytes(format, plaintext.length));
      expect(plaintextBytes(format, sealed.length)).toBe(plaintext.length);
      expect(result).toMatchObject({ ciphertextBytes: sealed.length, plaintextBytes: plaintext.length });
      const { released, failure } = await openAll(sealed, key, read, associatedData, result.root);
      expect(failure).toBeNull();
      expect(released).toEqual(plaintext);
    }),
  );
});

test("any change is refused before a wrong byte is released", async () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constant("flip" as const), at: fc.nat(), bit: fc.integer({ min: 0, max: 7 }) }),
    fc.record({ kind: fc.constant("cut" as const), at: fc.nat(), bit: fc.constant(0) }),
    fc.record({ kind: fc.constant("cut at an edge" as const), at: fc.nat(), bit: fc.constant(0) }),
    fc.record({ kind: fc.constant("append" as const), at: fc.integer({ min: 1, max: 300 }), bit: fc.constant(0) }),
    fc.record({ kind: fc.constant("swap" as const), at: fc.nat(), bit: fc.constant(0) }),
    fc.record({ kind: fc.constant("drop" as const), at: fc.nat(), bit: fc.constant(0) }),
    fc.record({ kind: fc.constant("repeat" as const), at: fc.nat(), bit: fc.constant(0) }),
  );
  await fc.assert(
    fc.asyncProperty(file, piece, change, async (plaintext, read, { kind, at, bit }) => {
      const { key, sealed, parts } = await sealAll(plaintext, 97);
      const index = at % parts.length;
      const changed = (() => {
        if (kind === "flip")
          return sealed.map((byte, place) => (place === at % sealed.length ? byte ^ (1 << bit) : byte));
        if (kind === "cut") return sealed.slice(0, at % sealed.length);
        if (kind === "cut at an edge") return concat(parts.slice(0, index));
        if (kind === "append") return concat([sealed, new Uint8Array(at)]);
        if (kind === "drop") return concat(parts.filter((_, place) => place !== index));
        if (kind === "repeat") return concat(parts.flatMap((part, place) => (place === index ? [part, part] : [part])));
        return concat([...parts.slice(index + 1), ...parts.slice(0, index + 1)]);
      })();
      fc.pre(Buffer.compare(changed, sealed) !== 0);
      const { released, failure } = await openAll(new Uint8Array(changed), key, read);
      expect([SegmentRefused, EnvelopeMalformed].some((kind) => failure instanceof kind)).toBe(true);
      expect(isPrefix(released, plaintext)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test("another key, other associated data, another root: refused", async () => {
  await fc.assert(
    fc.asyncProperty(file, async (plaintext) => {
      const { key, sealed, result } = await sealAll(plaintext, 200);
      const other = new TextEncoder().encode("what this file is not");
      expect(await openAll(sealed, key, 64, other)).toMatchObject({ released: new Uint8Array() });
      expect((await openAll(sealed, key, 64, other)).failure).toBeInstanceOf(SegmentRefused);
      expect((await openAll(sealed, generateDataKey(), 64)).failure).toBeInstanceOf(SegmentRefused);
      const mismatch = await openAll(sealed, key, 64, associatedData, `0x${"5".repeat(64)}`);
      expect(mismatch.failure).toBeInstanceOf(RootMismatch);
      expect(mismatch.released.length).toBeLessThan(plaintext.length || 1);
      expect(result.root).not.toBe((await sealAll(plaintext, 200)).result.root);
    }),
    { numRuns: 40 },
  );
});

test("a range is the same slice of the plaintext, and a changed segment is refused", async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.nat(1300), fc.nat(1300), fc.nat(), async (plaintext, a, b, flip) => {
      const { key, sealed } = await sealAll(plaintext, 128);
      const access = (bytes: Bytes) => ({
        bytes: bytes.length,
        read: async (offset: number, length: number) => bytes.slice(offset, offset + length),
      });
      const [start, end] = a < b ? [a, b] : [b, a];
      const read = async (bytes: Bytes): Promise<Bytes> => {
        const parts: Bytes[] = [];
        const opened = await openSealedFile(access(bytes), { key, associatedData, format });
        for await (const part of opened.readRange(start, end)) parts.push(part);
        return concat(parts);
      };
      expect(await read(sealed)).toEqual(plaintext.slice(start, end));

      const place = flip % sealed.length;
      const flipped = sealed.map((byte, at) => (at === place ? byte ^ 1 : byte));
      const segment = Math.floor(place / format.segmentBytes);
      const from = plaintextOffset(format, segment);
      const touched = place < headerBytes(format) || (start < plaintextOffset(format, segment + 1) && end > from);
      if (touched && start < Math.min(end, plaintext.length)) await expect(read(flipped)).rejects.toThrow();
    }),
  );
});

test("a file that changed between sealing and resuming is not sealed under the same nonces", async () => {
  const plaintext = new Uint8Array(1000).fill(7);
  const key = generateDataKey();
  const options = { key, associatedData, header: newHeader(format), format };
  const digests: Bytes[] = [];
  for await (const { digest } of sealSegments(inPiecesOf(100, plaintext), options)) digests.push(digest);
  const from = { segment: 2, digests: concat(digests), leaves: new Uint8Array() };
  const changed = plaintext.map((byte, at) => (at === 500 ? 8 : byte));
  const again = sealSegments(inPiecesOf(100, changed), { ...options, from });
  await expect(async () => {
    for await (const _ of again);
  }).rejects.toThrow(SourceChanged);
});
