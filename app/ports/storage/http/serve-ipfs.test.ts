import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cid } from "~/ids.ts";
import { decodeCid } from "../cid.ts";
import { sha256 } from "../leaves-of.ts";
import { cidOf, piecesOf } from "../storage.contract.ts";
import { walkBlocks } from "../walk-blocks.ts";
import { type ServedStore, serveInTest } from "./serve-in-test.ts";

const MIB = 1_048_576;
const bytes = Buffer.from(Array.from({ length: 2 * MIB + 1000 }, (_, index) => (index * 7 + (index >> 8) * 13) % 251));
let served: ServedStore;
let cid: Cid;
let cids: Cid[];

beforeAll(async () => {
  served = await serveInTest();
  cid = await cidOf(bytes);
  await served.store.put(piecesOf(bytes), { cid, bytes: bytes.length });
  cids = [];
  for await (const block of walkBlocks(served.store, cid)) cids.push(block.cid);
});
afterAll(async () => {
  expect(served.faults).toEqual([]);
  await served.close();
});

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${served.url}/ipfs/${path}`, { headers, method });
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe("plain bytes", () => {
  it("are the file's, cacheable for ever, and can't run as a page", async () => {
    const response = await get(cid);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-length": `${bytes.length}`,
      "cache-control": "public, max-age=29030400, immutable",
      etag: `"${cid}"`,
      "x-ipfs-path": `/ipfs/${cid}`,
      "x-ipfs-roots": cid,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "access-control-allow-origin": "*",
    });
    expect(Buffer.compare(await bodyOf(response), bytes)).toBe(0);
  });

  it.each([
    ["bytes=0-0", 0, 1],
    ["bytes=1048570-1048580", 1_048_570, 1_048_581],
    ["bytes=2097152-", 2 * MIB, bytes.length],
    ["bytes=-10", bytes.length - 10, bytes.length],
    ["bytes=-99999999", 0, bytes.length],
    ["bytes=5-99999999", 5, bytes.length],
  ])("in the range %s", async (range, start, end) => {
    const response = await get(cid, { Range: range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/${bytes.length}`);
    expect(response.headers.get("content-length")).toBe(`${end - start}`);
    expect(Buffer.compare(await bodyOf(response), bytes.subarray(start, end))).toBe(0);
  });

  it.each([`bytes=${bytes.length}-`, "bytes=99999999-", "bytes=-0"])("not in the range %s", async (range) => {
    const response = await get(cid, { Range: range });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe(`bytes */${bytes.length}`);
  });

  it.each(["bytes=5-4", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b"])("whole where the range is %s", async (range) => {
    const response = await get(cid, { Range: range }, "HEAD");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe(`${bytes.length}`);
  });

  it("are not sent again, and a range of another version is not sent", async () => {
    expect((await get(cid, { "If-None-Match": `"x", W/"${cid}"` })).status).toBe(304);
    expect((await get(cid, { "If-None-Match": '"x"' }, "HEAD")).status).toBe(200);
    expect((await get(cid, { Range: "bytes=0-1", "If-Range": '"other"' }, "HEAD")).status).toBe(200);
    expect((await get(cid, { Range: "bytes=0-1", "If-Range": `"${cid}"` }, "HEAD")).status).toBe(206);
  });

  it("of a leaf are that part of the file", async () => {
    const response = await get(cids[2] as Cid, { Range: "bytes=0-9" });
    expect(Buffer.compare(await bodyOf(response), bytes.subarray(MIB, MIB + 10))).toBe(0);
  });
});

describe("format=raw", () => {
  it("gives each block, and each hashes to its CID", async () => {
    for (const block of cids) {
      const response = await get(`${block}?format=raw`);
      expect(response.headers.get("content-type")).toBe("application/vnd.ipld.raw");
      expect(response.headers.get("etag")).toBe(`"${block}.raw"`);
      expect(Buffer.compare(sha256(await bodyOf(response)), decodeCid(block)?.digest ?? Buffer.alloc(0))).toBe(0);
    }
  });

  it("by Accept header too, with a range of the block", async () => {
    const response = await get(cid, { Accept: "application/vnd.ipld.raw", Range: "bytes=0-1" });
    expect(response.headers.get("content-type")).toBe("application/vnd.ipld.raw");
    expect((await bodyOf(response)).length).toBe(2);
  });
});

/** The part used here of the reader that web3.storage's client brings; its types can't be found from its package's door. */
interface CarLibrary {
  CarReader: {
    fromBytes(bytes: Uint8Array): Promise<{
      getRoots(): Promise<{ toString(): string }[]>;
      blocks(): AsyncIterable<{ bytes: Uint8Array; cid: { multihash: { digest: Uint8Array }; toString(): string } }>;
    }>;
  };
}
const carLibrary: string = "@ipld/car";

describe("format=car", async () => {
  const { CarReader } = (await import(carLibrary)) as CarLibrary;
  const blocksOf = async (response: Response): Promise<string[]> => {
    const car = await CarReader.fromBytes(await bodyOf(response));
    expect((await car.getRoots()).map(String)).toEqual([cid]);
    const found: string[] = [];
    for await (const block of car.blocks()) {
      expect(Buffer.compare(sha256(block.bytes), block.cid.multihash.digest)).toBe(0);
      found.push(block.cid.toString());
    }
    return found;
  };

  it("gives all blocks depth first, as another library reads them", async () => {
    const response = await get(`${cid}?format=car`);
    expect(response.headers.get("content-type")).toBe("application/vnd.ipld.car; version=1; order=dfs; dups=y");
    expect(await blocksOf(response)).toEqual(cids);
  });

  it("by Accept header, and not where a CAR of version 2 is wanted", async () => {
    expect(await blocksOf(await get(cid, { Accept: "application/vnd.ipld.car; order=dfs, */*" }))).toEqual(cids);
    const second = await get(cid, { Accept: "application/vnd.ipld.car;version=2" }, "HEAD");
    expect(second.headers.get("content-type")).toBe("application/octet-stream");
  });

  it.each([
    ["dag-scope=block", [0]],
    ["dag-scope=entity", [0, 1, 2, 3]],
    ["dag-scope=entity&entity-bytes=0:10", [0, 1]],
    [`entity-bytes=${MIB}:${MIB}`, [0, 2]],
    ["entity-bytes=-1:*", [0, 3]],
    [`entity-bytes=${MIB - 1}:${MIB}`, [0, 1, 2]],
  ])("with %s only the blocks that it takes", async (query, expected) => {
    const found = await blocksOf(await get(`${cid}?format=car&${query}`));
    expect(found).toEqual(expected.map((index) => cids[index]));
  });

  it("refuses what it doesn't know", async () => {
    expect((await get(`${cid}?format=car&dag-scope=some`)).status).toBe(400);
    expect((await get(`${cid}?format=car&entity-bytes=x`)).status).toBe(400);
    expect((await get(`${cid}?format=tar`)).status).toBe(406);
  });
});

describe("paths", () => {
  it("that name nothing stored", async () => {
    const other = await cidOf(Buffer.from("not here"));
    expect((await get(other)).status).toBe(404);
    expect((await get(other, { "Cache-Control": "only-if-cached" })).status).toBe(412);
    expect((await get(`${cid}/below`)).status).toBe(404);
  });

  it.each([
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5f",
    "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG",
    "%00",
    "",
  ])("that name no CID: %s", async (path) => {
    expect([400, 404]).toContain((await get(path)).status);
  });

  it("answers a page of any origin", async () => {
    const response = await get(cid, { "Access-Control-Request-Headers": "range", Origin: "http://x.test" }, "OPTIONS");
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")).toContain("Range");
    expect(response.headers.get("access-control-allow-methods")).toBe("GET, HEAD");
  });
});
