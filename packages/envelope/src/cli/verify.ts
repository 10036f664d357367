#!/usr/bin/env -S node --import tsx
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { AES256_GCM_HKDF_1MB, headerBytes } from "../format.ts";
import {
  type Bytes,
  type ChunkProof,
  createCidBuilder,
  decodeHeader,
  openSegments,
  plaintextBytes,
  proveChunk,
  type Root,
  verifyProof,
} from "../index.ts";

const usage = `tessera-verify cid FILE [CID]
    the CID of a sealed file; with a CID, whether it is that
tessera-verify sealed FILE --key-file KEY --associated-data TEXT --root ROOT
    whether every segment authenticates and the plaintext is the one that ROOT commits to
tessera-verify prove FILE --key-file KEY --associated-data TEXT --root ROOT --chunk N
    a proof, as JSON, that chunk N is in the plaintext
tessera-verify chunk FILE --proof PROOF.json --root ROOT --bytes PLAINTEXT_BYTES
    whether FILE is that chunk of the plaintext that ROOT commits to
KEY is a file of 32 bytes, or of 64 hex digits. Exit code 0: verified. 1: refused. 2: wrong usage.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "key-file": { type: "string" },
    "associated-data": { type: "string" },
    root: { type: "string" },
    proof: { type: "string" },
    bytes: { type: "string" },
    chunk: { type: "string" },
    help: { type: "boolean" },
  },
});
const [command, file, expectedCid] = positionals;

class UsageError extends Error {
  override readonly name = "UsageError";
}

function required(name: "key-file" | "associated-data" | "root" | "proof" | "bytes" | "chunk"): string {
  const value = values[name];
  if (value === undefined) throw new UsageError(`--${name} is missing.`);
  return value;
}

function root(): Root {
  const text = required("root").toLowerCase();
  if (!/^0x[0-9a-f]{64}$/.test(text)) throw new UsageError("--root is 0x and 64 hex digits.");
  return text as Root;
}

async function key(): Promise<Bytes> {
  const content = await readFile(required("key-file"));
  const text = content.toString("latin1").trim().replace(/^0x/, "");
  const bytes = content.length === 32 ? content : Buffer.from(text, "hex");
  if (bytes.length !== 32) throw new UsageError("--key-file holds neither 32 bytes nor 64 hex digits.");
  return new Uint8Array(bytes);
}

async function cidOf(path: string): Promise<string> {
  const builder = createCidBuilder();
  const leafBytes = AES256_GCM_HKDF_1MB.segmentBytes;
  let held = Buffer.alloc(0);
  const add = (leaf: Buffer): void => builder.add(createHash("sha256").update(leaf).digest(), leaf.length);
  for await (const piece of createReadStream(path, { highWaterMark: leafBytes })) {
    held = Buffer.concat([held, piece]);
    for (; held.length > leafBytes; held = held.subarray(leafBytes)) add(held.subarray(0, leafBytes));
  }
  add(held);
  return builder.finish();
}

async function openAll(path: string) {
  plaintextBytes(AES256_GCM_HKDF_1MB, (await stat(path)).size);
  const options = { key: await key(), associatedData: new TextEncoder().encode(required("associated-data")) };
  const opening = openSegments(createReadStream(path, { highWaterMark: 1 << 20 }), { ...options, root: root() });
  let next = await opening.next();
  while (!next.done) next = await opening.next();
  return { options, opened: next.value };
}

async function firstBytes(path: string): Promise<Bytes> {
  for await (const piece of createReadStream(path, { end: headerBytes(AES256_GCM_HKDF_1MB) - 1 })) {
    return new Uint8Array(piece);
  }
  return new Uint8Array();
}

async function run(path: string): Promise<boolean> {
  if (command === "cid") {
    const cid = await cidOf(path);
    console.log(cid);
    return expectedCid === undefined || expectedCid === cid;
  }
  if (command === "sealed") {
    const { opened } = await openAll(path);
    console.log(`${opened.plaintextBytes} plaintext bytes, root ${opened.root}`);
    return true;
  }
  if (command === "prove") {
    const { options, opened } = await openAll(path);
    const header = decodeHeader(await firstBytes(path));
    const leaves = opened.leaves ?? new Uint8Array();
    console.log(JSON.stringify(await proveChunk({ ...options, header }, leaves, Number(required("chunk")))));
    return true;
  }
  if (command === "chunk") {
    const proof: ChunkProof = JSON.parse(await readFile(required("proof"), "utf8"));
    const commitment = { root: root(), bytes: Number(required("bytes")) };
    const proven = await verifyProof(commitment, proof, new Uint8Array(await readFile(path)));
    console.log(proven ? `chunk ${proof.chunk} is in the plaintext` : "not proven");
    return proven;
  }
  throw new UsageError(command === undefined ? "No command." : `There is no command ${command}.`);
}

try {
  if (values.help) console.log(usage);
  else if (file === undefined) throw new UsageError("No file.");
  else process.exitCode = (await run(file)) ? 0 : 1;
} catch (error) {
  const wrongUsage = error instanceof UsageError;
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  if (wrongUsage) console.error(usage);
  process.exitCode = wrongUsage ? 2 : 1;
}
