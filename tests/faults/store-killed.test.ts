import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { issueUploadToken } from "~/features/assets/upload-token.server.ts";
import { createGatewayStorage } from "~/ports/storage/gateway-storage.ts";
import { cidOf, collect } from "~/ports/storage/storage.contract.ts";
import { freePorts } from "../support/free-ports.ts";
import { type Service, spawnService } from "../support/spawn-service.ts";

const secret = "a secret for the tests, thirty-two characters";
const token = issueUploadToken(secret, {
  account: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  maxBytes: 1e9,
  expires: 4e9,
  purpose: "operate",
});
const headers = { "Tus-Resumable": "1.0.0", Authorization: `Bearer ${token}` };

let data: string;
let url: string;
let env: Record<string, string>;
let service: Service;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "tessera-killed-"));
  const [port] = await freePorts(1);
  url = `http://127.0.0.1:${port}`;
  env = { STORE_PORT: `${port}`, TESSERA_DATA: data, UPLOAD_SECRET: secret };
});
afterAll(async () => {
  await service.kill("SIGKILL");
  await rm(data, { recursive: true });
});

const start = async () => {
  service = await spawnService("scripts/services/store.ts", env);
};

/** One step of an upload that knows only its own URL, as a client does after its own crash too. */
async function goOn(path: string, bytes: Buffer, cid: string): Promise<boolean> {
  const imported = () =>
    fetch(`${url}/imports`, { method: "POST", headers, body: JSON.stringify({ upload: path, cid }) });
  const head = await fetch(url + path, { method: "HEAD", headers });
  if (head.status === 404) return (await imported()).ok;
  const offset = Number(head.headers.get("upload-offset"));
  if (offset < bytes.length) {
    await fetch(url + path, {
      method: "PATCH",
      headers: { ...headers, "Upload-Offset": `${offset}`, "Content-Type": "application/offset+octet-stream" },
      body: new Uint8Array(bytes.subarray(offset)),
    });
    return false;
  }
  return (await imported()).ok;
}

it("finishes uploads with the same CID however often the store is killed in them, and keeps nothing else", async () => {
  await start();
  const storage = createGatewayStorage({ url, token: () => token });
  const stored: string[] = [];
  for (const [round, delay] of [5, 15, 30, 45, 60, 80, 100, 130, 170, 220].entries()) {
    const bytes = randomBytes(12_000_000 + round);
    const cid = await cidOf(bytes);
    const created = await fetch(`${url}/files/`, {
      method: "POST",
      headers: { ...headers, "Upload-Length": `${bytes.length}` },
    });
    const path = created.headers.get("location") ?? "";
    const working = (async () => {
      while (!(await goOn(path, bytes, cid)));
    })().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, delay));
    await service.kill("SIGKILL");
    await working;
    await start();
    for (let attempt = 0; !(await goOn(path, bytes, cid)); attempt++) expect(attempt).toBeLessThan(4);
    stored.push(cid);
    expect(Buffer.compare(await collect(await storage.read(cid as never)), bytes)).toBe(0);
  }
  expect((await readdir(join(data, "store", "files"))).sort()).toEqual(stored.sort());
  expect(await readdir(join(data, "store", "uploads"))).toEqual([]);
  expect(await readdir(join(data, "store", "aside"))).toEqual([]);
});
