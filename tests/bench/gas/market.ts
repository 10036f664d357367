import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Address,
  createTestClient,
  createWalletClient,
  defineChain,
  type Hex,
  http,
  publicActions,
  type WalletClient,
} from "viem";
import { demoAccount, EMBEDDED_CHAIN_ID } from "~/demo-accounts.ts";
import { type Deployment, demoRoles, deploy } from "../../../scripts/deploy.ts";

const require = createRequire(import.meta.url);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
}

function anvil(port: number) {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const manifest = require.resolve(`@foundry-rs/anvil-${process.platform}-${arch}/package.json`);
  return spawn(join(dirname(manifest), "bin", "anvil"), ["--port", String(port), "--silent"], { stdio: "ignore" });
}

async function listening(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
    const headers = { "content-type": "application/json" };
    if (await fetch(url, { method: "POST", headers, body }).catch(() => null)) return;
    await sleep(25);
  }
  throw new Error(`No chain answers at ${url}.`);
}

/** A chain of its own with the contracts deployed, on which the gas of whole transactions is measured. */
export interface Market {
  readonly deployment: Deployment;
  readonly usdc: Address;
  readonly walletOf: (index: number) => WalletClient;
  readonly reader: ReturnType<typeof readerOf>;
  /** @returns the gas that the transaction used; throws where it reverted. */
  readonly gasOf: (hash: Promise<Hex>) => Promise<bigint>;
  readonly close: () => Promise<void>;
}

const chainAt = (url: string) =>
  defineChain({
    id: EMBEDDED_CHAIN_ID,
    name: "bench",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [url] } },
  });

const readerOf = (url: string) =>
  createTestClient({ mode: "anvil", chain: chainAt(url), transport: http(url) }).extend(publicActions);

async function included(reader: ReturnType<typeof readerOf>, hash: Hex) {
  for (let attempt = 0; ; attempt += 1) {
    const receipt = await reader.getTransactionReceipt({ hash }).catch(() => null);
    if (receipt) return receipt;
    if (attempt === 200) throw new Error(`Transaction ${hash} was not included.`);
    await sleep(10);
  }
}

export async function openMarket(): Promise<Market> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const node = anvil(port);
  const folder = await mkdtemp(join(tmpdir(), "tessera-gas-"));
  try {
    await listening(url);
    const key = demoAccount(0).getHdKey().privateKey ?? new Uint8Array();
    const deployment = await deploy({
      rpcUrl: url,
      chainId: EMBEDDED_CHAIN_ID,
      deployerKey: `0x${Buffer.from(key).toString("hex")}`,
      roles: demoRoles,
      demo: true,
      file: join(folder, "deployment.json"),
    });
    const { usdc } = deployment.contracts;
    if (usdc === undefined) throw new Error("The demo deployment has no currency.");
    const reader = readerOf(url);
    return {
      deployment,
      usdc,
      reader,
      walletOf: (index) =>
        createWalletClient({ account: demoAccount(index), chain: chainAt(url), transport: http(url) }),
      gasOf: async (sent) => {
        const hash = await sent;
        const { status, gasUsed } = await included(reader, hash);
        if (status !== "success") throw new Error(`Transaction ${hash} reverted.`);
        return gasUsed;
      },
      close: async () => {
        node.kill();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    node.kill();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
