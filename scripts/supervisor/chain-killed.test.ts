import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWalletClient, http, parseEther } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MNEMONIC } from "./chain/anvil-process.ts";
import { rpc } from "./chain/json-rpc.ts";
import { startChain } from "./chain.ts";
import { processStart } from "./process-identity.ts";

const account = mnemonicToAccount(MNEMONIC);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dataDir = () => join(folder, "chain");

async function send(url: string, nonce: number) {
  const raw = await createWalletClient({ account, chain: foundry, transport: http(url) }).signTransaction({
    ...{ to: account.address, value: 1n, nonce, gas: 21_000n, type: "eip1559" },
    ...{ maxFeePerGas: parseEther("0.00000001"), maxPriorityFeePerGas: 1n },
  });
  return rpc(url, "eth_sendRawTransaction", [raw]);
}

describe("the chain's process, killed", () => {
  test("under writes, ten times: nothing acknowledged is lost, and no anvil is left", async () => {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const url = `http://127.0.0.1:${port}`;
    let acknowledged = 0;
    for (let round = 0; round < 10; round++) {
      const service = await startService(port);
      const count = Number(await rpc(url, "eth_getTransactionCount", [account.address, "latest"]));
      expect(count).toBeGreaterThanOrEqual(acknowledged);
      const until = Date.now() + 150 + Math.random() * 500;
      const ended = new Promise((done) => service.once("exit", done));
      setTimeout(() => service.kill("SIGKILL"), until - Date.now());
      acknowledged = count;
      for (;;) {
        const hash = await send(url, acknowledged).catch(() => null);
        if (hash === null) break;
        acknowledged++;
      }
      await ended;
      await anvilGone();
    }
    expect(acknowledged).toBeGreaterThan(20);
  }, 120_000);

  test("with its guard: the next start ends the anvil that was left", async () => {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const service = await startService(port);
    const { pid } = JSON.parse(readFileSync(join(dataDir(), "anvil.json"), "utf8"));
    // The inner one first: it is the one that watches.
    for (const guard of guardsOf(pid).toReversed()) process.kill(guard, "SIGKILL");
    const ended = new Promise((done) => service.once("exit", done));
    service.kill("SIGKILL");
    await ended;
    expect(processStart(pid)).not.toBeNull();
    const again = await startChain({ dataDir: dataDir() });
    expect(processStart(pid)).toBeNull();
    await again.stop();
  }, 60_000);

  async function startService(port: number): Promise<ChildProcess> {
    const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "../services/chain.ts")], {
      env: { ...process.env, TESSERA_DATA: folder, CHAIN_PORT: String(port) },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    await new Promise<void>((ready, fail) => {
      child.on("message", (message: { type: string; reason?: string }) => {
        if (message.type === "ready") ready();
        if (message.type === "failed") fail(new Error(message.reason));
      });
    });
    return child;
  }

  async function anvilGone() {
    const file = join(dataDir(), "anvil.json");
    if (!existsSync(file)) return;
    const { pid } = JSON.parse(readFileSync(file, "utf8"));
    for (const until = Date.now() + 2000; processStart(pid) && Date.now() < until; ) {
      await new Promise((done) => setTimeout(done, 20));
    }
    expect(processStart(pid)).toBeNull();
  }

  /** The shells above and beside `pid` in its session: the ones that would end it. */
  function guardsOf(pid: number): number[] {
    const stat = (of: number) => readFileSync(`/proc/${of}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const session = stat(pid)[3];
    const all = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
    return all.filter((other) => {
      try {
        return other !== pid && stat(other)[3] === session;
      } catch {
        return false;
      }
    });
  }
});
