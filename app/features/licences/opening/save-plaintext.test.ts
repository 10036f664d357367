import {
  associatedData,
  CHUNK_BYTES,
  generateDataKey,
  newHeader,
  RootMismatch,
  SegmentRefused,
  sealSegments,
} from "@tessera/envelope";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Checkpoint, type Saving, savePlaintext } from "./save-plaintext.ts";
import type { SaveTarget } from "./save-target.ts";

const SIZE = 70 * CHUNK_BYTES + 12_345;
const key = generateDataKey();
const bound = associatedData({
  chainId: 31337,
  contract: `0x${"1".repeat(40)}`,
  assetId: `0x${"2".repeat(62)}00`,
  version: 1,
});
const plaintext = new Uint8Array(SIZE);
let ciphertext: Uint8Array;
let root: `0x${string}`;

beforeAll(async () => {
  for (let at = 0; at < SIZE; at += 65_536) crypto.getRandomValues(plaintext.subarray(at, Math.min(SIZE, at + 65_536)));
  const pieces: Uint8Array[] = [];
  const sealing = sealSegments(new Blob([plaintext]).stream(), { key, associatedData: bound, header: newHeader() });
  for (;;) {
    const { done, value } = await sealing.next();
    if (done) {
      root = value.root;
      break;
    }
    pieces.push(value.ciphertext);
  }
  ciphertext = new Uint8Array(Buffer.concat(pieces));
}, 60_000);

/** Files in memory whose written bytes become durable at checkpoints and closes only, as in a browser. */
function memoryTarget() {
  const durable = new Map<string, Uint8Array>();
  const closed: string[] = [];
  const target: SaveTarget = {
    async open({ name, bytes }, offset) {
      const working = new Uint8Array(bytes);
      working.set((durable.get(name) ?? new Uint8Array()).subarray(0, offset));
      let position = offset;
      const keep = () => durable.set(name, working.slice(0, position));
      return {
        async write(piece) {
          working.set(piece, position);
          position += piece.length;
        },
        async checkpoint() {
          keep();
          return true;
        },
        async close() {
          keep();
          closed.push(name);
        },
        async abort(kept) {
          if (kept) keep();
          return kept;
        },
      };
    },
  };
  return { target, durable, closed };
}

const source = (bytes = ciphertext) => ({
  bytes: bytes.length,
  read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
});

function saving(overrides: Partial<Saving>): Saving {
  return {
    source: source(),
    key,
    associatedData: bound,
    root,
    files: [{ name: "all.bin", bytes: SIZE }],
    target: memoryTarget().target,
    from: null,
    onProgress: () => {},
    onCheckpoint: async () => {},
    signal: new AbortController().signal,
    ...overrides,
  };
}

const same = (a: Uint8Array | undefined, b: Uint8Array) => a !== undefined && Buffer.compare(a, b) === 0;

describe("saving a version", () => {
  it("writes every byte and tells how far it is", async () => {
    const { target, durable, closed } = memoryTarget();
    const progress: number[] = [];
    await savePlaintext(saving({ target, onProgress: (bytes) => progress.push(bytes) }));
    expect(same(durable.get("all.bin"), plaintext)).toBe(true);
    expect(closed).toEqual(["all.bin"]);
    expect(progress.at(-1)).toBe(SIZE);
  });

  it("divides the plaintext among files, empty ones too", async () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 4 * CHUNK_BYTES }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(cuts, async (sizes) => {
        const rest = SIZE - sizes.reduce((sum, bytes) => sum + bytes, 0);
        const files = [...sizes, rest, 0].map((bytes, index) => ({ name: `${index}`, bytes }));
        const { target, durable } = memoryTarget();
        await savePlaintext(saving({ target, files }));
        const joined = Buffer.concat(files.map(({ name }) => durable.get(name) ?? new Uint8Array(1)));
        expect(Buffer.compare(joined, plaintext)).toBe(0);
      }),
      { numRuns: 6 },
    );
  }, 60_000);

  it("goes on after a stop anywhere, reading only what is missing, and still checks the whole", async () => {
    for (const stopAt of [3, 33, 40, 66, 70]) {
      const { target, durable } = memoryTarget();
      const files = [
        { name: "a", bytes: 20 * CHUNK_BYTES + 7 },
        { name: "b", bytes: SIZE - 20 * CHUNK_BYTES - 7 },
      ];
      const stop = new AbortController();
      let kept: Checkpoint | null = null;
      const first = savePlaintext(
        saving({
          target,
          files,
          signal: stop.signal,
          onProgress: (bytes) => bytes >= stopAt * CHUNK_BYTES && stop.abort(),
          async onCheckpoint(checkpoint) {
            kept = checkpoint;
          },
        }),
      );
      await expect(first).rejects.toMatchObject({ name: "AbortError" });
      const from: Checkpoint = kept ?? { bytes: 0, leaves: new Uint8Array() };
      let read = 0;
      const counting = {
        ...source(),
        async read(at: number, length: number) {
          read += length;
          return ciphertext.subarray(at, at + length);
        },
      };
      await savePlaintext(saving({ target, files, from: kept, source: counting }));
      expect(from.bytes).toBeGreaterThanOrEqual((stopAt - 5) * CHUNK_BYTES);
      expect(read).toBeLessThan(ciphertext.length - from.bytes + 3 * CHUNK_BYTES);
      expect(same(durable.get("a"), plaintext.subarray(0, 20 * CHUNK_BYTES + 7))).toBe(true);
      expect(same(durable.get("b"), plaintext.subarray(20 * CHUNK_BYTES + 7))).toBe(true);
    }
  }, 60_000);

  it("saves nothing as whole where a byte differs, and keeps no checkpoint of it", async () => {
    const bad = ciphertext.slice();
    bad[50 * CHUNK_BYTES] = (bad[50 * CHUNK_BYTES] ?? 0) ^ 1;
    const { target, closed } = memoryTarget();
    const checkpoints: number[] = [];
    const run = savePlaintext(
      saving({ target, source: source(bad), onCheckpoint: async ({ bytes }) => void checkpoints.push(bytes) }),
    );
    await expect(run).rejects.toThrow(SegmentRefused);
    expect(closed).toEqual([]);
    expect(Math.max(...checkpoints)).toBeLessThan(50 * CHUNK_BYTES);
  });

  it("saves nothing as whole where the content is another than was listed", async () => {
    const { target, closed } = memoryTarget();
    await expect(savePlaintext(saving({ target, root: `0x${"0".repeat(64)}` }))).rejects.toThrow(RootMismatch);
    expect(closed).toEqual([]);
  });

  it("notices a spoiled checkpoint", async () => {
    const from = { bytes: 10 * CHUNK_BYTES, leaves: new Uint8Array(320) };
    await expect(savePlaintext(saving({ from }))).rejects.toThrow(RootMismatch);
  });
});
