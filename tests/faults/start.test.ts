import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { freeBlock, runStart, type StartedApp } from "../support/run-start.ts";

/** Every living process that was told of this data folder: whatever started it, and whoever its parent is now. */
function processesOf(dataDir: string): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.map(Number).filter((pid) => {
    try {
      const alive = !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
      return alive && readFileSync(`/proc/${pid}/environ`, "utf8").includes(`TESSERA_DATA=${dataDir}\0`);
    } catch {
      return false;
    }
  });
}

const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");

async function nothingLeft(dataDir: string, limit: number): Promise<void> {
  await vi.waitFor(() => expect(processesOf(dataDir).map(commandOf)).toEqual([]), { timeout: limit, interval: 50 });
}

async function blockHash(port: number, block: string): Promise<{ number: string; hash: string }> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_getBlockByNumber", params: [block, false] });
  const response = await fetch(`http://127.0.0.1:${port + 2}`, { method: "POST", body });
  const { result } = (await response.json()) as { result: { number: string; hash: string } };
  return { number: result.number, hash: result.hash };
}

describe.skipIf(process.platform !== "linux")("npm start", () => {
  let dataDir: string;
  let port: number;
  let app: StartedApp;
  const start = () => runStart({ dataDir, port });

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "tessera-start-"));
    port = await freeBlock();
    app = await start();
  });
  afterAll(async () => {
    await app.kill("SIGKILL");
    await nothingLeft(dataDir, 5000).catch(() => {});
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("serves the site, with every secret where only this user can read it", async () => {
    expect((await fetch(app.url)).status).toBe(200);
    const anvils = processesOf(dataDir).filter((pid) => /\banvil /.test(commandOf(pid)));
    expect(anvils.length).toBeGreaterThan(0);
  });

  test("a second one in the same folder says where the first is reached", async () => {
    await expect(start()).rejects.toThrow(`Tessera runs already at ${app.url}`);
    expect((await fetch(app.url)).status).toBe(200);
  });

  test("a part that dies is named and started again", async () => {
    const node = processesOf(dataDir).find((pid) => commandOf(pid).includes("--index 3"));
    process.kill(node ?? 0, "SIGKILL");
    await vi.waitFor(() => expect(app.output()).toMatch(/keys-3 was ended by SIGKILL; starting it again/), 10_000);
    await vi.waitFor(
      async () => expect((await fetch(`http://127.0.0.1:${port + 12}/status`)).status).toBe(200),
      90_000,
    );
  });

  test("kill -9 leaves no child running, and the next start has all state", async () => {
    const before = await blockHash(port, "latest");
    await app.kill("SIGKILL");
    await nothingLeft(dataDir, 6000);
    app = await start();
    expect(await blockHash(port, before.number)).toEqual(before);
    expect(app.output()).not.toMatch(/contracts|demo assets/);
  });

  test("Ctrl-C ends everything in order within five seconds", async () => {
    const begun = Date.now();
    expect(await app.kill("SIGINT")).toBe(0);
    expect(Date.now() - begun).toBeLessThan(5000);
    expect(processesOf(dataDir)).toEqual([]);
    app = await start();
  });

  test("kill -9 of npm ends everything too", async () => {
    await app.kill("SIGINT");
    const env = { ...process.env, PORT: String(port), TESSERA_DATA: dataDir };
    const npm = spawn("npm", ["start"], { env, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    npm.stdout.on("data", (piece: Buffer) => {
      output += piece;
    });
    await vi.waitFor(() => expect(output).toContain("is ready at"), { timeout: 190_000, interval: 100 });
    npm.kill("SIGKILL");
    await nothingLeft(dataDir, 8000);
    app = await start();
  });
});

describe("npm start, refusing", () => {
  const cleanups: (() => void)[] = [];
  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup();
  });

  test("a port that is taken is named, with what to set", async () => {
    const port = await freeBlock();
    const server = createServer().listen(port + 1, "127.0.0.1");
    await once(server, "listening");
    cleanups.push(() => server.close());
    const failed = runStart({ port });
    await expect(failed).rejects.toThrow(new RegExp(`Port ${port + 1} \\(store\\) is in use.*PORT=`));
  });

  test("a Node that is too old is told which one is needed", () => {
    const disguise = `Object.defineProperty(process.versions, "node", { value: "18.20.4" }); await import("./scripts/start.mjs")`;
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", disguise], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/needs Node 20\.19 or later; this is 18\.20\.4/),
    });
  });

  test("a full disk is called a full disk", async (context) => {
    const folder = mkdtempSync(join(tmpdir(), "tessera-full-"));
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]).status === 0;
    if (!mounted) return context.skip("a small disk can only be mounted by root");
    cleanups.unshift(() => spawnSync("umount", [folder]));
    mkdirSync(join(folder, "data"));
    await expect(runStart({ dataDir: join(folder, "data") })).rejects.toThrow(/The disk .* is full/);
  });
});
