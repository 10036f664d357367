import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ensureNetwork, type Network, registerNetwork, syncStaking, verifyAuditLog } from "../src/index.ts";
import { gateCondition } from "./gate-condition.ts";
import { accountAt, startAnvil } from "./start-anvil.ts";
import { PASSPHRASE, startNodes } from "./start-nodes.ts";

const require = createRequire(import.meta.url);
const { LitNodeClient } = require("@lit-protocol/lit-node-client");
const {
  createSiweMessageWithRecaps,
  createSiweMessage,
  generateAuthSig,
  LitAccessControlConditionResource,
} = require("@lit-protocol/auth-helpers");

const OWNER_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
/** A signer of the shape that the SDK asks for. */
function walletOf(key: `0x${string}`) {
  const account = privateKeyToAccount(key);
  return {
    address: account.address,
    getAddress: async () => account.address,
    signMessage: (message: string) => account.signMessage({ message }),
  };
}

const holder = walletOf("0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");
const stranger = walletOf("0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a");
const dataKey = new Uint8Array(32).map((_, index) => index * 7);

let anvil: Awaited<ReturnType<typeof startAnvil>>;
let nodes: Awaited<ReturnType<typeof startNodes>>;
let network: Network;
let staking: Awaited<ReturnType<typeof anvil.deploy>>;
let gate: Awaited<ReturnType<typeof anvil.deploy>>;

beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
  anvil = await startAnvil();
  [staking, gate] = [await anvil.deploy("Staking"), await anvil.deploy("Gate")];
  nodes = await startNodes(5, { KEYNET_CHAINS: JSON.stringify({ yellowstone: anvil.rpcUrl }) });
  network = await ensureNetwork({ dataDir: nodes.dataDir, threshold: 3, nodes: nodes.urls, passphrase: PASSPHRASE });
  await registerNetwork(target());
  await anvil.write(gate, "allow", [7n, 1, accountAt(1).address, true]);
}, 90_000);

afterAll(async () => {
  await nodes?.stop();
  await anvil?.stop();
});

const target = () =>
  ({ rpcUrl: anvil.rpcUrl, ownerKey: OWNER_KEY, keyNetworkAddress: staking.address, network }) as const;

async function connect() {
  const client = new LitNodeClient({
    litNetwork: "custom",
    rpcUrl: anvil.rpcUrl,
    nodeProtocol: "http://",
    debug: false,
    contractContext: { Staking: { address: staking.address, abi: staking.abi } },
  });
  await client.connect();
  return client;
}

const sessionOf = (client: typeof LitNodeClient, wallet: typeof holder) =>
  client.getSessionSigs({
    chain: "ethereum",
    expiration: new Date(Date.now() + 600_000).toISOString(),
    resourceAbilityRequests: [
      { resource: new LitAccessControlConditionResource("*"), ability: "access-control-condition-decryption" },
    ],
    authNeededCallback: async (wish: { uri: string; expiration: string; resourceAbilityRequests: unknown }) =>
      generateAuthSig({
        signer: wallet,
        toSign: await createSiweMessageWithRecaps({
          uri: wish.uri,
          expiration: wish.expiration,
          resources: wish.resourceAbilityRequests,
          walletAddress: wallet.address,
          nonce: await client.getLatestBlockhash(),
          litNodeClient: client,
        }),
      }),
  });

async function wrapAndOpen(wallet: typeof holder): Promise<Uint8Array> {
  const client = await connect();
  try {
    const evmContractConditions = [gateCondition(gate.address)];
    const wrapped = await client.encrypt({ evmContractConditions, dataToEncrypt: dataKey });
    const sessionSigs = await sessionOf(client, wallet);
    const opened = await client.decrypt({ ...wrapped, evmContractConditions, chain: "yellowstone", sessionSigs });
    return opened.decryptedData;
  } finally {
    await client.disconnect();
  }
}

describe("the unmodified client of Lit 7.4.0", () => {
  it("wraps a key and opens it where the gate allows", async () => {
    expect(await wrapAndOpen(holder)).toEqual(dataKey);
  });

  it("is refused where the gate does not allow", async () => {
    await expect(wrapAndOpen(stranger)).rejects.toThrow("NodeAccessControlConditionsReturnedNotAuthorized");
  });

  it("is refused with a wallet's plain sign-in, which any node could replay at the others", async () => {
    const client = await connect();
    const evmContractConditions = [gateCondition(gate.address)];
    const wrapped = await client.encrypt({ evmContractConditions, dataToEncrypt: dataKey });
    const toSign = await createSiweMessage({
      walletAddress: holder.address,
      nonce: await client.getLatestBlockhash(),
      uri: "http://localhost/login",
      litNodeClient: client,
    });
    const authSig = await generateAuthSig({ signer: holder, toSign });
    await expect(client.decrypt({ ...wrapped, evmContractConditions, chain: "yellowstone", authSig })).rejects.toThrow(
      "asks for a session signature",
    );
    await client.disconnect();
  });

  it("opens with two of five nodes dead once they are off the list, and finds them again when they return", async () => {
    await Promise.all(nodes.nodes.slice(1, 3).map((node) => node.kill()));
    const without = await syncStaking(target());
    expect(without.dead).toEqual(nodes.urls.slice(1, 3));
    expect(await wrapAndOpen(holder)).toEqual(dataKey);

    await Promise.all(nodes.nodes.slice(1, 3).map((node) => node.restart()));
    const again = await syncStaking(target());
    expect(again.dead).toEqual([]);
    expect(await wrapAndOpen(holder)).toEqual(dataKey);
    expect((await syncStaking(target())).transaction).toBeNull();
  }, 60_000);

  it("leaves a whole audit log at every node, and no key material in any file or output", async () => {
    const opened = Buffer.from(dataKey).toString("hex");
    for (const [position, node] of nodes.nodes.entries()) {
      const directory = join(nodes.dataDir, `node-${position + 1}`);
      const log = await readFile(join(directory, "audit.jsonl"), "utf8");
      const { entries, brokenAt } = await verifyAuditLog(join(directory, "audit.jsonl"));
      expect([entries > 0, brokenAt]).toEqual([true, null]);
      expect(log).toContain(`"who":"${stranger.address}"`);
      expect(`${log}${node.output()}`).not.toContain(opened);
      expect(log).not.toMatch(/ProofOfPossession|scalar|signedMessage/);
    }
  });
});

describe("ensureNetwork", () => {
  it("changes nothing when repeated, and when a node is dead", async () => {
    const plan = { dataDir: nodes.dataDir, threshold: 3, nodes: nodes.urls, passphrase: PASSPHRASE };
    expect(await ensureNetwork(plan)).toEqual(network);
    await nodes.nodes[0]?.kill();
    expect(await ensureNetwork(plan)).toEqual(network);
    await nodes.nodes[0]?.restart();
  }, 30_000);

  it("runs no ceremony for somebody without the secret", async () => {
    const response = await fetch(`${nodes.urls[0]}/ceremony/begin`, { method: "POST", body: "{}" });
    expect(response.status).toBe(401);
  });
});
