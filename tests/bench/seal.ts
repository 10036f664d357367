import { createHash, randomBytes } from "node:crypto";
import { generateDataKey, newHeader, sealSegments } from "../../packages/envelope/src/index.ts";
import { median, note, report } from "./report.ts";

// Sealing against its bound: AES-256-GCM and the two SHA-256 passes (plaintext root, CID) alone, in the same run, on as many
// threads as WebCrypto has.
const MiB = 1_048_576;
const SIZE = 512 * MiB;
const IN_FLIGHT = 4;
const block = new Uint8Array(randomBytes(MiB));

const seconds = async (task: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await task();
  return (performance.now() - start) / 1000;
};

async function alone(task: () => Promise<unknown>): Promise<void> {
  let left = SIZE / MiB;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await task();
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

async function* plaintext(size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; at += MiB) yield block;
}

async function sealAll(size: number): Promise<number> {
  const options = { key: generateDataKey(), associatedData: new Uint8Array(8), header: newHeader() };
  let peak = 0;
  let index = 0;
  for await (const _ of sealSegments(plaintext(size), options)) {
    if (index++ % 64 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  return peak / MiB;
}

const aes = await crypto.subtle.importKey("raw", randomBytes(32), "AES-GCM", false, ["encrypt"]);
const rounds = { gcm: [] as number[], sha: [] as number[], seal: [] as number[] };
for (let round = 0; round < 5; round++) {
  rounds.gcm.push(
    await seconds(() => alone(() => crypto.subtle.encrypt({ name: "AES-GCM", iv: randomBytes(12) }, aes, block))),
  );
  rounds.sha.push(await seconds(() => alone(() => crypto.subtle.digest("SHA-256", block))));
  rounds.seal.push(await seconds(() => sealAll(SIZE)));
}
const [gcm, sha, seal] = [median(rounds.gcm), median(rounds.sha), median(rounds.seal)];
const rate = (time: number): number => SIZE / 1e6 / time;
const sync = await seconds(async () => {
  for (let at = 0; at < 256; at++) createHash("sha256").update(block).digest();
});
note("gcm-alone", rate(gcm), "MB/s");
note("sha256-alone", rate(sha), "MB/s");
note("sha256-one-thread", (256 * MiB) / 1e6 / sync, "MB/s");
note("seal", rate(seal), "MB/s");
report({ metric: "seal-of-bound", value: (gcm + 2 * sha) / seal, unit: "ratio", bar: 0.6, better: "higher" });

const small = await sealAll(1024 * MiB);
const large = await sealAll((process.argv.includes("--long") ? 20 : 4) * 1024 * MiB);
report({ metric: "seal-memory", value: large, unit: "MiB", bar: 200, better: "lower" });
report({ metric: "seal-memory-growth", value: large / small, unit: "ratio", bar: 1.15, better: "lower" });
