import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Web3Storage } from "web3.storage";
import type { Cid } from "~/ids.ts";
import { createMemoryStorage } from "../memory-storage.ts";
import { cidOf, collect, piecesOf } from "../storage.contract.ts";
import { walkBlocks } from "../walk-blocks.ts";
import { encodeCar } from "./encode-car.ts";
import { type ServedStore, serveInTest, tokenOf } from "./serve-in-test.ts";

const MIB = 1_048_576;
const bytes = Buffer.alloc(5 * MIB + 12_345, "a file that is sent as several CARs ");
let served: ServedStore;

beforeEach(async () => {
  served = await serveInTest();
});
afterEach(async () => {
  expect(served.faults).toEqual([]);
  await served.close();
});

const clientOf = (token: string) => new Web3Storage({ token, endpoint: new URL(`${served.url}/w3/`) });
const sourceOf = (content: Uint8Array) => ({
  name: "file.bin",
  stream: () => new Blob([new Uint8Array(content)]).stream(),
});
const left = () => ["staging", "files"].flatMap((folder) => readdirSync(join(served.directory, folder)));
const post = (body: Uint8Array, token = tokenOf("alice")) =>
  fetch(`${served.url}/w3/car`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body: new Uint8Array(body),
  });

/** A CAR of the file, or of the first blocks of it, as a gateway would make it. */
async function carOf(content: Uint8Array, count = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const cid = await cidOf(content);
  const storage = createMemoryStorage();
  await storage.put(piecesOf(content), { cid, bytes: content.length });
  async function* first() {
    let index = 0;
    for await (const block of walkBlocks(storage, cid)) if (index++ < count) yield block;
  }
  return collect(encodeCar(cid, first()));
}

it("takes a file from web3.storage's own client, under the same CID, and gives it back", async () => {
  const client = clientOf(tokenOf("alice"));
  const cid = await client.put([sourceOf(bytes)], { wrapWithDirectory: false, maxChunkSize: 2 * MIB });
  expect(cid).toBe(await cidOf(bytes));
  expect(left()).toEqual([cid]);
  expect(Buffer.compare(await collect(await served.store.read(cid as Cid)), bytes)).toBe(0);
  expect(await client.put([sourceOf(bytes)], { wrapWithDirectory: false })).toBe(cid);
  const [file] = (await (await client.get(cid))?.files()) ?? [];
  expect(Buffer.compare(Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer(0)), bytes)).toBe(0);
});

it("refuses a directory, and keeps nothing of it", async () => {
  const put = clientOf(tokenOf("alice")).put([sourceOf(bytes)], { maxRetries: 0 });
  await expect(put).rejects.toThrow("wrapWithDirectory: false");
  expect(left()).toEqual([]);
});

it("refuses a block that is not its CID's, a cut CAR, and anything else", async () => {
  const car = await carOf(bytes.subarray(0, 100_000));
  const spoilt = Buffer.from(car);
  spoilt[spoilt.length - 1] = (spoilt.at(-1) ?? 0) ^ 1;
  expect((await post(spoilt)).status).toBe(400);
  expect((await post(car.subarray(0, -1))).status).toBe(400);
  expect((await post(Buffer.from("not a CAR"))).status).toBe(400);
  expect((await post(Buffer.alloc(0))).status).toBe(400);
  expect(left()).toEqual([]);
});

it("refuses a forged token, and more bytes than the token allows", async () => {
  const car = await carOf(bytes);
  expect((await post(car, "forged")).status).toBe(401);
  expect((await post(car, tokenOf("alice", MIB))).status).toBe(413);
  expect(left()).toEqual([]);
});

it("takes the same file from many requests at once", async () => {
  const car = await carOf(bytes);
  const answers = await Promise.all(Array.from({ length: 6 }, () => post(car)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(left()).toEqual([await cidOf(bytes)]);
});

it("waits for the rest of a file, over a restart too", async () => {
  const cid = await cidOf(bytes);
  expect((await post(await carOf(bytes, 3))).status).toBe(200);
  expect(await served.store.find(cid)).toBeNull();
  await served.restart();
  expect((await post(await carOf(bytes), tokenOf("bob", MIB))).status).toBe(413);
  expect((await post(await carOf(bytes))).status).toBe(200);
  expect(left()).toEqual([cid]);
});
