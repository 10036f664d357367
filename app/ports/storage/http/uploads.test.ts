import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Cid } from "~/ids.ts";
import { cidOf } from "../storage.contract.ts";
import { type ServedStore, serveInTest, tokenOf } from "./serve-in-test.ts";

const bytes = Buffer.alloc(3_000_000, "resumable ");
const alice = tokenOf("alice");
let served: ServedStore;
let cid: Cid;

beforeEach(async () => {
  cid = await cidOf(bytes);
  served = await serveInTest({ perAccount: 3 });
});
afterEach(async () => {
  expect(served.faults).toEqual([]);
  await served.close();
});

const tus = (method: string, path: string, token: string, headers: Record<string, string> = {}, body?: Buffer) =>
  fetch(new URL(path, served.url), {
    method,
    headers: { "Tus-Resumable": "1.0.0", Authorization: `Bearer ${token}`, ...headers },
    body: body === undefined ? null : new Uint8Array(body),
  });
const create = async (token = alice, size = bytes.length) => {
  const response = await tus("POST", "/files/", token, {
    "Upload-Length": `${size}`,
    "Upload-Metadata": "filename c2VjcmV0",
  });
  return { status: response.status, path: response.headers.get("location") ?? "", text: await response.text() };
};
const append = (path: string, from: number, to: number, token = alice) =>
  tus(
    "PATCH",
    path,
    token,
    { "Upload-Offset": `${from}`, "Content-Type": "application/offset+octet-stream" },
    bytes.subarray(from, to),
  );
const importAs = async (upload: string, claimed: string, token = alice) => {
  const response = await fetch(`${served.url}/imports`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify({ upload, cid: claimed }),
  });
  return { status: response.status, body: await response.json() };
};
const left = () => ["uploads", "files", "aside"].flatMap((folder) => readdirSync(join(served.directory, folder)));

describe("an upload", () => {
  it("is resumed, after a restart too, and imported; the import can be repeated", async () => {
    const { path } = await create();
    expect((await append(path, 0, 1_000_000)).status).toBe(204);
    await served.restart();
    const head = await tus("HEAD", path, alice);
    expect(head.headers.get("upload-offset")).toBe("1000000");
    expect((await importAs(path, cid)).status).toBe(409);
    expect((await append(path, 500_000, 600_000)).status).toBe(409);
    expect((await append(path, 1_000_000, bytes.length)).status).toBe(204);
    expect(await importAs(`${served.url}${path}`, cid)).toEqual({ status: 201, body: { cid, bytes: bytes.length } });
    expect(await importAs(path, cid)).toEqual({ status: 200, body: { cid, bytes: bytes.length } });
    expect(left()).toEqual([cid]);
    const got = await fetch(`${served.url}/ipfs/${cid}`);
    expect(Buffer.compare(Buffer.from(await got.arrayBuffer()), bytes)).toBe(0);
  });

  it("is imported once by many who ask at once", async () => {
    const { path } = await create();
    await append(path, 0, bytes.length);
    const answers = await Promise.all(Array.from({ length: 5 }, () => importAs(path, cid)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(left()).toEqual([cid]);
  });

  it("survives a connection that breaks in the middle of a request", async () => {
    const { path } = await create();
    const cut = new AbortController();
    const slow = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new Uint8Array(bytes.subarray(0, 200_000)));
        await new Promise((resolve) => setTimeout(resolve, 150));
        cut.abort();
      },
    });
    const sent = fetch(new URL(path, served.url), {
      method: "PATCH",
      headers: {
        "Tus-Resumable": "1.0.0",
        Authorization: `Bearer ${alice}`,
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
      },
      body: slow,
      signal: cut.signal,
      duplex: "half",
    } as RequestInit);
    await expect(sent).rejects.toThrow();
    const offset = Number((await tus("HEAD", path, alice)).headers.get("upload-offset"));
    expect(offset).toBeGreaterThan(0);
    expect((await append(path, offset, bytes.length)).status).toBe(204);
    expect((await importAs(path, cid)).status).toBe(201);
  });

  it("with a false CID is refused and kept nowhere", async () => {
    const { path } = await create();
    await append(path, 0, bytes.length);
    const lie = await cidOf(Buffer.from("something else"));
    expect(await importAs(path, lie)).toMatchObject({ status: 422, body: { error: "wrong-cid" } });
    expect(left()).toEqual([]);
    expect((await importAs(path, cid)).status).toBe(404);
  });

  it("that is cancelled is kept nowhere", async () => {
    const { path } = await create();
    await append(path, 0, 1_000_000);
    expect((await tus("DELETE", path, alice)).status).toBe(204);
    expect(left()).toEqual([]);
  });

  it("keeps nothing of what its sender calls the file", async () => {
    const { path } = await create();
    expect((await tus("HEAD", path, alice)).headers.get("upload-metadata")).not.toContain("filename");
  });

  it("belongs to its account", async () => {
    const { path } = await create();
    const mallory = tokenOf("mallory");
    expect((await append(path, 0, 100, mallory)).status).toBe(403);
    expect((await tus("HEAD", path, mallory)).status).toBe(403);
    expect((await tus("DELETE", path, mallory)).status).toBe(403);
    await append(path, 0, bytes.length);
    expect((await importAs(path, cid, mallory)).status).toBe(403);
    expect((await importAs(path, cid)).status).toBe(201);
  });

  it("can't be read before it is imported", async () => {
    const { path } = await create();
    expect((await tus("GET", path, alice)).status).toBe(405);
  });
});

describe("limits", () => {
  it("refuse a forged token, none, and more bytes than the token allows", async () => {
    expect((await create("forged")).status).toBe(401);
    expect(
      (await fetch(`${served.url}/files/`, { method: "POST", headers: { "Tus-Resumable": "1.0.0" } })).status,
    ).toBeGreaterThan(399);
    expect((await create(tokenOf("alice", 1000), 1001)).status).toBe(413);
    expect((await importAs("0".repeat(32), cid, "forged")).status).toBe(401);
    expect(left()).toEqual([]);
  });

  it("refuse more unfinished uploads than an account may have, but not another account's", async () => {
    for (let count = 0; count < 3; count++) expect((await create()).status).toBe(201);
    expect((await create()).status).toBe(429);
    expect((await create(tokenOf("bob"))).status).toBe(201);
  });

  it("hold when many are begun at once", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => create()));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(3);
  });

  it("sweep stale uploads and what a crash left", async () => {
    const { path } = await create();
    const { path: fresh } = await create();
    const uploads = join(served.directory, "uploads");
    utimesSync(join(uploads, path.split("/").at(-1) ?? ""), 0, 0);
    writeFileSync(join(uploads, "f".repeat(32)), "bytes without a record");
    writeFileSync(join(uploads, `${"e".repeat(32)}.json`), "{");
    await served.restart();
    const id = fresh.split("/").at(-1);
    expect(readdirSync(uploads).sort()).toEqual([id, `${id}.json`]);
  });

  it.each([
    "../../../etc/passwd",
    "..%2f..%2fsecrets.json",
    "%2e%2e",
    "a".repeat(33),
  ])("refuse the name %s", async (name) => {
    expect((await tus("HEAD", `/files/${name}`, alice)).status).toBeGreaterThanOrEqual(400);
    expect((await importAs(name, cid)).status).toBe(404);
  });

  it("let only the site's pages write", async () => {
    for (const path of ["/files/", "/imports", "/blocks"]) {
      for (const [origin, allowed] of [
        ["http://site.test", true],
        ["http://evil.test", false],
      ] as const) {
        const response = await fetch(`${served.url}${path}`, {
          method: "OPTIONS",
          headers: { Origin: origin, "Access-Control-Request-Method": "POST" },
        });
        expect(response.headers.get("access-control-allow-origin") === origin, `${path} ${origin}`).toBe(allowed);
      }
    }
  });
});

describe("blocks", () => {
  const put = (path: string, body: string | Uint8Array, token = alice) =>
    fetch(`${served.url}${path}`, {
      method: path === "/blocks" ? "POST" : "PUT",
      headers: { Authorization: `Bearer ${token}` },
      body: body as BodyInit,
    });

  it("are stored by the CID that they have", async () => {
    const text = "hello world";
    const hello = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";
    expect(await (await put("/blocks", text)).json()).toEqual({ cid: hello, bytes: 11 });
    expect((await put(`/blocks/${hello}`, text)).status).toBe(200);
    expect((await put(`/blocks/${hello}`, "hello World")).status).toBe(422);
    expect((await put("/blocks", text, "forged")).status).toBe(401);
    expect((await put("/blocks", new Uint8Array(1_048_577))).status).toBe(413);
    expect((await put("/blocks", text, tokenOf("alice", 10))).status).toBe(413);
  });

  it("are removed and pinned by the operator only", async () => {
    const { cid: stored } = (await (await put("/blocks", "listed")).json()) as { cid: string };
    const ask = (method: string, path: string, token: string) =>
      fetch(`${served.url}${path}`, { method, headers: { Authorization: `Bearer ${token}` } });
    const operator = tokenOf("operator", 0, "operate");
    expect((await ask("DELETE", `/ipfs/${stored}`, alice)).status).toBe(403);
    expect((await ask("PUT", `/pins/${stored}`, alice)).status).toBe(403);
    expect((await ask("PUT", `/pins/${stored}`, operator)).status).toBe(204);
    expect((await ask("DELETE", `/ipfs/${stored}`, operator)).status).toBe(409);
    expect((await ask("DELETE", `/ipfs/${stored}?pinned=remove`, operator)).status).toBe(204);
    expect((await fetch(`${served.url}/ipfs/${stored}`)).status).toBe(404);
  });
});

const canMount = process.platform === "linux" && process.getuid?.() === 0;

// Mounting a small file system needs root on Linux; elsewhere a disk can't be filled without harm.
describe.skipIf(!canMount)("a full disk", () => {
  it("is told with 507, and leaves nothing behind", async () => {
    const mount = mkdtempSync(join(tmpdir(), "tessera-full-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", mount]);
    const before = served;
    served = await serveInTest({ reserve: 0 }, mount);
    try {
      const tooLarge = await create(alice, 100_000_000);
      expect(tooLarge).toMatchObject({ status: 507, text: expect.stringContaining("disk is full") });
      const first = await create();
      const second = await create();
      expect((await append(first.path, 0, bytes.length)).status).toBe(204);
      const full = await append(second.path, 0, bytes.length);
      expect(full.status).toBe(507);
      expect(await full.text()).toContain("disk is full");
      expect((await importAs(first.path, cid)).status).toBe(201);
      expect(left()).toEqual([cid]);
    } finally {
      await served.close();
      served = before;
      execFileSync("umount", [mount]);
      rmSync(mount, { recursive: true });
    }
  });
});
