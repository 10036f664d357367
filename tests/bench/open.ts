import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { newHeader, openSegments, sealSegments } from "../../packages/envelope/src/index.ts";
import { median, note, report } from "./report.ts";

// Opening with the root verified, against its bound: AES-256-GCM decryption and one SHA-256 pass alone, in the same run.
const MiB = 1_048_576;
const SIZE = 512 * MiB;
const IN_FLIGHT = 4;
const block = new Uint8Array(randomBytes(MiB));

async function seconds(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return (performance.now() - start) / 1000;
}

async function alone(task: () => Promise<unknown>): Promise<void> {
  let left = SIZE / MiB;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await task();
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

async function* repeated(size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; at += MiB) yield block;
}

const key = new Uint8Array(32).fill(7);
const seal = { key, associatedData: new Uint8Array(8), header: newHeader() };

const feed = process.argv.indexOf("--feed");
if (feed > 0) {
  for await (const { ciphertext } of sealSegments(repeated(Number(process.argv[feed + 1])), seal)) {
    if (!process.stdout.write(ciphertext)) await once(process.stdout, "drain");
  }
  process.exit();
}

/** Another process seals, so that this one's memory is the opening's alone. */
async function peakWhileOpening(size: number): Promise<number> {
  const sealer = spawn(process.execPath, ["--import", "tsx", fileURLToPath(import.meta.url), "--feed", String(size)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let peak = 0;
  let pieces = 0;
  for await (const _ of openSegments(sealer.stdout, seal)) {
    if (pieces++ % 64 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  return peak / MiB;
}

const small = await peakWhileOpening(1024 * MiB);
const large = await peakWhileOpening((process.argv.includes("--long") ? 20 : 4) * 1024 * MiB);

const sealed: Uint8Array[] = [];
const sealing = sealSegments(repeated(SIZE), seal);
let next = await sealing.next();
for (; !next.done; next = await sealing.next()) sealed.push(next.value.ciphertext);
const { root } = next.value;
async function* stored(): AsyncGenerator<Uint8Array> {
  yield* sealed;
}

const aes = await crypto.subtle.importKey("raw", randomBytes(32), "AES-GCM", false, ["encrypt", "decrypt"]);
const cipher = { name: "AES-GCM", iv: randomBytes(12) };
const encrypted = await crypto.subtle.encrypt(cipher, aes, block);
const rounds = { gcm: [] as number[], sha: [] as number[], open: [] as number[] };
for (let round = 0; round < 5; round++) {
  rounds.gcm.push(await seconds(() => alone(() => crypto.subtle.decrypt(cipher, aes, encrypted))));
  rounds.sha.push(await seconds(() => alone(() => crypto.subtle.digest("SHA-256", block))));
  rounds.open.push(
    await seconds(async () => {
      for await (const _ of openSegments(stored(), { ...seal, root }));
    }),
  );
}
const [gcm, sha, open] = [median(rounds.gcm), median(rounds.sha), median(rounds.open)];
note("gcm-alone", SIZE / 1e6 / gcm, "MB/s");
note("sha256-alone", SIZE / 1e6 / sha, "MB/s");
note("open", SIZE / 1e6 / open, "MB/s");
report({ metric: "open-of-bound", value: (gcm + sha) / open, unit: "ratio", bar: 0.6, better: "higher" });
report({ metric: "open-memory", value: large, unit: "MiB", bar: 200, better: "lower" });
report({ metric: "open-memory-growth", value: large / small, unit: "ratio", bar: 1.15, better: "lower" });
