import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPublicClient, createWalletClient, http, parseEther } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MNEMONIC } from "./chain/anvil-process.ts";
import { RpcRefusal, rpc } from "./chain/json-rpc.ts";
import { type Chain, startChain } from "./chain.ts";

const account = mnemonicToAccount(MNEMONIC);
const TO = "0x00000000000000000000000000000000000000aa";
const TIMESTAMP_CODE = "0x4260005260206000f3";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dataDir = () => join(folder, "chain");
const reader = (url: string) => createPublicClient({ chain: foundry, transport: http(url), cacheTime: 0 });
const writer = (url: string) => createWalletClient({ account, chain: foundry, transport: http(url) });

async function signed(url: string, nonce: number) {
  return writer(url).signTransaction({
    ...{ to: TO, value: 1n, nonce, gas: 21_000n, type: "eip1559" },
    ...{ maxFeePerGas: parseEther("0.00000001"), maxPriorityFeePerGas: 1n },
  });
}

async function send(url: string, nonce: number) {
  return rpc(url, "eth_sendRawTransaction", [await signed(url, nonce)]);
}

async function hashes(url: string) {
  const client = reader(url);
  const head = Number(await client.getBlockNumber());
  const blocks = Array.from({ length: head + 1 }, (_, n) => client.getBlock({ blockNumber: BigInt(n) }));
  return (await Promise.all(blocks)).map((block) => block.hash);
}

describe("the chain's door", () => {
  let chain: Chain;
  beforeEach(async () => {
    chain = await startChain({ memory: true });
  });
  afterEach(() => chain.stop());

  test("has a transaction in a block when it answers", async () => {
    const hash = await writer(chain.rpcUrl).sendTransaction({ to: TO, value: 5n });
    const receipt = await reader(chain.rpcUrl).getTransactionReceipt({ hash });
    expect(receipt.status).toBe("success");
    expect(await reader(chain.rpcUrl).getBalance({ address: TO })).toBe(5n);
  });

  test.each([
    ["anvil_setBalance", [TO, "0x1"]],
    ["evm_increaseTime", [60]],
    ["evm_mine", []],
    ["hardhat_impersonateAccount", [TO]],
    ["debug_traceTransaction", ["0x00"]],
    ["txpool_content", []],
    ["eth_sendTransaction", [{ from: account.address, to: TO }]],
    ["eth_sign", [account.address, "0x00"]],
    ["eth_signTypedData_v4", [account.address, "{}"]],
    ["eth_sendUnsignedTransaction", [{ from: account.address, to: TO }]],
  ])("refuses %s", async (method, params) => {
    await expect(rpc(chain.rpcUrl, method, params)).rejects.toThrow(/not offered/);
    const [inBatch] = await (await post(chain.rpcUrl, [{ id: 1, method, params }])).json();
    expect(inBatch.error.code).toBe(-32601);
  });

  test("refuses bodies that are no calls, and those that are too long", async () => {
    expect(await (await post(chain.rpcUrl, "nonsense")).json()).toMatchObject({ error: { code: -32600 } });
    expect((await post(chain.rpcUrl, { id: 1, method: "eth_call", params: ["0".repeat(3_000_000)] })).status).toBe(413);
    await expect(rpc(chain.rpcUrl, "eth_sendRawTransaction", ["0xzz"])).rejects.toThrow(RpcRefusal);
  });

  test("passes a revert's data on", async () => {
    const call = { data: "0x60aa60005360016000fd" };
    await expect(rpc(chain.rpcUrl, "eth_call", [call, "latest"])).rejects.toMatchObject({ data: "0xaa" });
  });

  test("is open to pages of any origin", async () => {
    const response = await fetch(chain.rpcUrl, { method: "OPTIONS" });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("takes many at once in the order of their nonces", async () => {
    const raws = await Promise.all(Array.from({ length: 150 }, (_, nonce) => signed(chain.rpcUrl, nonce)));
    await Promise.all(raws.map((raw) => rpc(chain.rpcUrl, "eth_sendRawTransaction", [raw])));
    expect(await reader(chain.rpcUrl).getBalance({ address: TO })).toBe(150n);
  });

  test("shows contracts a time that keeps up with the clock, and that can be moved ahead", async () => {
    const seen = async () => Number(await rpc(chain.rpcUrl, "eth_call", [{ data: TIMESTAMP_CODE }, "latest"]));
    const wall = () => Math.floor(Date.now() / 1000);
    await send(chain.rpcUrl, 0);
    await new Promise((done) => setTimeout(done, 7000));
    expect(Math.abs((await seen()) - wall())).toBeLessThanOrEqual(5);
    await chain.advanceTime(86_400);
    expect((await seen()) - wall()).toBeGreaterThan(86_390);
    await send(chain.rpcUrl, 1);
    expect((await seen()) - wall()).toBeGreaterThan(86_390);
  });
});

describe("the chain's memory", () => {
  test("gives the same chain after a stop", async () => {
    const first = await startChain({ dataDir: dataDir() });
    for (let nonce = 0; nonce < 5; nonce++) await send(first.rpcUrl, nonce);
    const before = await hashes(first.rpcUrl);
    await first.stop();
    const second = await startChain({ dataDir: dataDir() });
    expect(second.recovered).toEqual({ blocks: 0, fellBack: false });
    expect(await hashes(second.rpcUrl)).toEqual(before);
    await send(second.rpcUrl, 5);
    await second.stop();
  });

  test("keeps a transaction that waits for an earlier nonce over a snapshot", async () => {
    const first = await startChain({ dataDir: dataDir() });
    const early = await send(first.rpcUrl, 1);
    await first.stop();
    const second = await startChain({ dataDir: dataDir() });
    expect(await rpc(second.rpcUrl, "eth_getTransactionReceipt", [early])).toBeNull();
    await send(second.rpcUrl, 0);
    expect(await rpc(second.rpcUrl, "eth_getTransactionReceipt", [early])).toMatchObject({ status: "0x1" });
    const before = await hashes(second.rpcUrl);
    await second.stop();
    const third = await startChain({ dataDir: dataDir() });
    expect(await hashes(third.rpcUrl)).toEqual(before);
    await third.stop();
  });

  test("survives a damaged newest snapshot by the older one and its journal", async () => {
    const before = await threeGenerations();
    const newest = newestState();
    const bytes = readFileSync(newest);
    bytes.write("damaged", bytes.length >> 1);
    writeFileSync(newest, bytes);
    const chain = await startChain({ dataDir: dataDir() });
    expect(chain.recovered.fellBack).toBe(true);
    expect(await hashes(chain.rpcUrl)).toEqual(before);
    await chain.stop();
  });

  test("survives a newest snapshot that is missing", async () => {
    const before = await threeGenerations();
    rmSync(newestState());
    const chain = await startChain({ dataDir: dataDir() });
    expect(await hashes(chain.rpcUrl)).toEqual(before);
    await chain.stop();
  });

  test("says so, and touches nothing, when no snapshot can be read", async () => {
    await threeGenerations();
    for (const name of readdirSync(dataDir())) if (name.startsWith("state-")) writeFileSync(join(dataDir(), name), "?");
    await expect(startChain({ dataDir: dataDir() })).rejects.toThrow(/No snapshot .* can be read/);
    expect(readdirSync(dataDir()).filter((name) => name.startsWith("state-"))).toHaveLength(2);
  });

  test("leaves out a last line that a crash tore", async () => {
    const first = await startChain({ dataDir: dataDir() });
    await send(first.rpcUrl, 0);
    await first.stop();
    const journals = readdirSync(dataDir()).filter((name) => name.startsWith("journal-"));
    appendFileSync(join(dataDir(), journals.sort().at(-1) ?? ""), '{"time":17');
    const second = await startChain({ dataDir: dataDir() });
    expect(await reader(second.rpcUrl).getBalance({ address: TO })).toBe(1n);
    await second.stop();
  });

  async function threeGenerations() {
    for (let nonce = 0; nonce < 6; nonce += 2) {
      const chain = await startChain({ dataDir: dataDir() });
      await send(chain.rpcUrl, nonce);
      await send(chain.rpcUrl, nonce + 1);
      const all = await hashes(chain.rpcUrl);
      await chain.stop();
      if (nonce === 4) return all;
    }
    throw new Error("unreachable");
  }

  function newestState() {
    const numbers = readdirSync(dataDir()).flatMap((name) => /^state-(\d+)\.json$/.exec(name)?.[1] ?? []);
    return join(dataDir(), `state-${Math.max(...numbers.map(Number))}.json`);
  }
});

function post(url: string, body: unknown) {
  return fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}
