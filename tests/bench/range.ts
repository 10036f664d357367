import { randomBytes } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateDataKey, newHeader, openRange, sealSegments } from "../../packages/envelope/src/index.ts";
import { median, note, report } from "./report.ts";

// First byte of a range at 90 % of a 1 GiB asset, key in hand, against reading the same segment from the same disk.
const MiB = 1_048_576;
const SIZE = 1024 * MiB;
const block = new Uint8Array(randomBytes(MiB));

async function* plaintext(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < SIZE; at += MiB) yield block;
}

const folder = await mkdtemp(join(tmpdir(), "bench-range-"));
const file = await open(join(folder, "sealed"), "w+");
try {
  const options = { key: generateDataKey(), associatedData: new Uint8Array(8), header: newHeader() };
  let bytes = 0;
  for await (const { ciphertext } of sealSegments(plaintext(), options)) {
    await file.write(ciphertext, 0, ciphertext.length, bytes);
    bytes += ciphertext.length;
  }
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const buffer = new Uint8Array(length);
    await file.read(buffer, 0, length, offset);
    return buffer;
  };
  const times = { disk: [] as number[], range: [] as number[] };
  for (let round = 0; round < 60; round++) {
    const start = Math.floor(SIZE * 0.9) + round * 4096;
    let from = performance.now();
    await read(Math.floor(start / MiB) * MiB, MiB);
    times.disk.push(performance.now() - from);
    from = performance.now();
    await openRange({ bytes, read }, { ...options, start, end: start + 100_000 }).next();
    times.range.push(performance.now() - from);
  }
  note("range-first-byte", median(times.range), "ms");
  note("disk-segment", median(times.disk), "ms");
  const over = median(times.range) - median(times.disk);
  report({ metric: "range-over-disk", value: over, unit: "ms", bar: 10, better: "lower" });
} finally {
  await file.close();
  await rm(folder, { recursive: true });
}
