import { recoverMessageAddress, toHex, zeroAddress } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Site } from "~/site.ts";
import { type Anvil, startAnvil } from "../../../../tests/support/anvil.ts";
import { createDemoProvider, NotEmbeddedError } from "./demo-provider.ts";
import { demoRoles } from "./demo-roles.ts";
import { UserRejectedError } from "./provider.ts";

let anvil: Anvil;
let elsewhere: Anvil;
beforeAll(async () => {
  anvil = await startAnvil();
  elsewhere = await startAnvil();
  await elsewhere.send("anvil_setChainId", 8453);
});
afterAll(async () => {
  await anvil.stop();
  await elsewhere.stop();
});

const around = { contracts: [], currencies: [], coin: "ETH" };
const [role] = demoRoles;
const site = (rpcUrl: string, embedded = true, id = 31337): Site => ({
  embedded,
  chain: { id, name: "test", rpcUrl, coin: "ETH" },
  contracts: { tessera: zeroAddress, cases: zeroAddress, lens: zeroAddress, keyNetwork: zeroAddress, usdc: null },
  currencies: [],
  keys: {
    publicKey: "0x",
    threshold: 3,
    nodes: [],
    sharePublicKeys: [],
    litChain: "yellowstone",
    staking: zeroAddress,
    rpcUrl,
  },
  storeUrl: "http://127.0.0.1:1",
  parts: [],
  origins: [],
});
const open = (at: Site, agree: boolean) => createDemoProvider({ site: at, role, around, ask: async () => agree });

test("refuses to exist anywhere but on the embedded chain", async () => {
  await expect(open(site(anvil.rpcUrl, false), true)).rejects.toThrow(NotEmbeddedError);
  await expect(open(site(anvil.rpcUrl, true, 8453), true)).rejects.toThrow(NotEmbeddedError);
  await expect(open(site(elsewhere.rpcUrl), true)).rejects.toThrow(NotEmbeddedError);
});

test("signs nothing and sends nothing unless the person agrees", async () => {
  const provider = await open(site(anvil.rpcUrl), false);
  const [address] = (await provider.request({ method: "eth_accounts" })) as [`0x${string}`];
  const sign = provider.request({ method: "personal_sign", params: [toHex("hello"), address] });
  await expect(sign).rejects.toThrow(UserRejectedError);
  const send = provider.request({ method: "eth_sendTransaction", params: [{ to: address, value: "0x1" }] });
  await expect(send).rejects.toThrow(UserRejectedError);
  expect(await anvil.send("eth_getTransactionCount", address, "latest")).toBe("0x0");
});

test("signs messages and sends transactions when the person agrees", async () => {
  const provider = await open(site(anvil.rpcUrl), true);
  const [address] = (await provider.request({ method: "eth_accounts" })) as [`0x${string}`];
  const signature = (await provider.request({
    method: "personal_sign",
    params: [toHex("hello"), address],
  })) as `0x${string}`;
  expect(await recoverMessageAddress({ message: "hello", signature })).toBe(address);
  await provider.request({ method: "eth_sendTransaction", params: [{ to: address, value: "0x1" }] });
  await expect.poll(() => anvil.send("eth_getTransactionCount", address, "latest")).toBe("0x1");
});

test("everybody's address is the one that their key has", async () => {
  for (const each of demoRoles) {
    const provider = await createDemoProvider({ site: site(anvil.rpcUrl), role: each, around, ask: async () => true });
    const [address] = (await provider.request({ method: "eth_accounts" })) as [string];
    expect(address.toLowerCase()).toBe(each.address);
  }
});
