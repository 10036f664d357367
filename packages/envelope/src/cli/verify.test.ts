import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHUNK_BYTES, generateDataKey, newHeader, type Sealed, sealSegments } from "../index.ts";

const run = promisify(execFile);
const cli = fileURLToPath(new URL("verify.ts", import.meta.url));
const key = generateDataKey();
const plaintext = new Uint8Array(randomBytes(2 * CHUNK_BYTES + 5));
let folder = "";
let sealed: Sealed;

async function verify(...args: string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout } = await run(process.execPath, ["--import", "tsx", cli, ...args], { cwd: process.cwd() });
    return { code: 0, output: stdout.trim() };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "verify-"));
  const options = { key, associatedData: new TextEncoder().encode("bound"), header: newHeader() };
  const sealing = sealSegments(new Blob([plaintext]).stream(), options);
  const parts: Uint8Array[] = [];
  let next = await sealing.next();
  for (; !next.done; next = await sealing.next()) parts.push(next.value.ciphertext);
  sealed = next.value;
  await writeFile(at("sealed"), Buffer.concat(parts));
  await writeFile(at("cut"), Buffer.concat(parts).subarray(0, 2 * CHUNK_BYTES));
  await writeFile(at("key"), Buffer.from(key).toString("hex"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a CID", async () => {
  expect(await verify("cid", at("sealed"), sealed.cid)).toEqual({ code: 0, output: sealed.cid });
  expect(await verify("cid", at("cut"), sealed.cid)).toMatchObject({ code: 1 });
});

test("a sealed file, and one that was cut", { timeout: 30_000 }, async () => {
  const flags = ["--key-file", at("key"), "--associated-data", "bound", "--root", sealed.root];
  expect(await verify("sealed", at("sealed"), ...flags)).toMatchObject({ code: 0 });
  const cut = await verify("sealed", at("cut"), ...flags);
  expect(cut).toMatchObject({ code: 1, output: expect.stringContaining("SegmentRefused") });
});

test("a proof of one chunk, made and checked", { timeout: 30_000 }, async () => {
  const flags = ["--key-file", at("key"), "--associated-data", "bound", "--root", sealed.root];
  const { output } = await verify("prove", at("sealed"), ...flags, "--chunk", "1");
  await writeFile(at("proof.json"), output);
  await writeFile(at("chunk"), plaintext.subarray(CHUNK_BYTES, 2 * CHUNK_BYTES));
  await writeFile(at("other"), plaintext.subarray(0, CHUNK_BYTES));
  const commitment = ["--proof", at("proof.json"), "--root", sealed.root, "--bytes", String(plaintext.length)];
  expect(await verify("chunk", at("chunk"), ...commitment)).toMatchObject({ code: 0 });
  expect(await verify("chunk", at("other"), ...commitment)).toMatchObject({ code: 1 });
  expect(await verify("chunk", at("chunk"))).toMatchObject({ code: 2 });
});
