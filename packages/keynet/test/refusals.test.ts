import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeAbiParameters, encodeFunctionData, type Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityOf, resourceIdOf } from "../src/conditions/identity.ts";
import { evmContractConditionsSchema } from "../src/conditions/schema.ts";
import { ensureNetwork, type RunningNode, startNode, verifyShareSignature } from "../src/index.ts";
import type { NodeConfig } from "../src/node/config.ts";
import { gateCondition } from "./gate-condition.ts";
import { type SessionWishes, signCapability, signSession } from "./sign-session.ts";
import { accountAt, startAnvil } from "./start-anvil.ts";

const holder = accountAt(1);
const HASH = "ab".repeat(32);
const MINUTE = 60_000;
const passphrase = "a passphrase for tests";

let anvil: Awaited<ReturnType<typeof startAnvil>>;
let gate: Awaited<ReturnType<typeof anvil.deploy>>;
let directory: string;
const running: RunningNode[] = [];

beforeAll(async () => {
  anvil = await startAnvil();
  gate = await anvil.deploy("Gate");
  await anvil.write(gate, "allow", [7n, 1, holder.address, true]);
  directory = await mkdtemp(join(tmpdir(), "keynet-refusals-"));
}, 60_000);
afterAll(async () => {
  await Promise.all(running.map((node) => node.close()));
  await rm(directory, { recursive: true, force: true });
  await anvil?.stop();
});

/** One node with a whole key: what it refuses is what any node of a larger network refuses. */
async function startAlone(name: string, overrides: Partial<NodeConfig> = {}) {
  const chains = { yellowstone: [anvil.rpcUrl] };
  const dataDir = join(directory, name);
  const defaults = { port: 0, host: "127.0.0.1", url: undefined, secret: undefined, rateLimit: 0 } as const;
  const node = await startNode({
    ...defaults,
    dataDir,
    chains,
    finality: "latest",
    passphrase,
    plainSignIn: "off",
    ...overrides,
  });
  running.push(node);
  const network = await ensureNetwork({ dataDir, threshold: 1, nodes: [node.url], passphrase });
  return { ...node, network };
}

async function ask(url: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/web/encryption/sign/`, { method: "POST", body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const conditions = () => [gateCondition(gate.address)];
const request = (authSig: object, rest: object = {}) => ({
  evmContractConditions: conditions(),
  dataToEncryptHash: HASH,
  chain: "yellowstone",
  authSig,
  ...rest,
});
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
const ahead = (minutes: number) => new Date(Date.now() + minutes * MINUTE);

describe("a session", () => {
  let node: Awaited<ReturnType<typeof startAlone>>;
  beforeAll(async () => {
    node = await startAlone("sessions");
  });
  const session = (wishes: Partial<SessionWishes> = {}) =>
    signSession({ address: holder.address, signMessage: holder.signMessage, node: node.url, ...wishes });
  const resource = () => resourceIdOf(evmContractConditionsSchema.parse(conditions()), HASH);

  it("gets a share that its public key verifies", async () => {
    const { status, body } = await ask(node.url, request(await session()));
    expect(status).toBe(200);
    const { ProofOfPossession } = body.signatureShare as { ProofOfPossession: string };
    const share = Buffer.from(ProofOfPossession, "hex");
    expect(share[0]).toBe(1);
    expect(verifyShareSignature(node.network.sharePublicKeys[0] ?? "", identityOf(resource()), share.subarray(1))).toBe(
      true,
    );
    expect(verifyShareSignature(node.network.sharePublicKeys[0] ?? "", identityOf("x"), share.subarray(1))).toBe(false);
  });

  it("is accepted for exactly this resource, inside the minute of grace, with any ability", async () => {
    for (const wishes of [
      { resource: resource(), askedResource: resource() },
      { expires: ago(0.5), walletExpires: ahead(5), issuedAt: ago(10) },
      { issuedAt: ahead(0.5) },
      { ability: "*/*" },
    ]) {
      expect(await ask(node.url, request(await session(wishes)))).toMatchObject({ status: 200 });
    }
  });

  const refused: [string, () => Partial<SessionWishes>, string][] = [
    ["for another node", () => ({ node: "http://127.0.0.1:1" }), "is for the node"],
    ["for another resource", () => ({ askedResource: `${"0".repeat(64)}/${HASH}` }), "does not cover this resource"],
    [
      "that the wallet allowed for another resource",
      () => ({ resource: `${"0".repeat(64)}/${HASH}` }),
      "lets this session key",
    ],
    ["that has expired", () => ({ issuedAt: ago(10), expires: ago(2), walletExpires: ahead(5) }), "has expired"],
    [
      "whose wallet's leave has expired",
      () => ({ issuedAt: ago(10), walletExpires: ago(2), expires: ahead(5) }),
      "has expired",
    ],
    ["not yet valid", () => ({ issuedAt: ahead(5), expires: ahead(9) }), "not valid yet"],
    ["for another session key", () => ({ uri: `lit:session:${"1".repeat(64)}` }), "lets this session key"],
    ["with leave for something else", () => ({ ability: "Threshold/Signing" }), "lets this session key"],
    ["whose words hide the leave", () => ({ statement: "Sign in to win a prize." }), "lets this session key"],
    [
      "signed by another wallet",
      () => ({ signMessage: accountAt(2).signMessage }),
      "not made by the message's address",
    ],
  ];
  it.each(refused)("%s is refused", async (_, wishes, words) => {
    const { status, body } = await ask(node.url, request(await session(wishes())));
    expect([status, body.errorCode]).toEqual([401, "NodeInvalidAuthSig"]);
    expect(body.message).toContain(words);
  });

  it("is refused when its words or its signature were changed", async () => {
    const good = await session();
    const flipped = `${good.sig.slice(0, -1)}${good.sig.endsWith("0") ? "1" : "0"}`;
    for (const bad of [
      { ...good, signedMessage: good.signedMessage.replace('"issuedAt"', ' "issuedAt"') },
      { ...good, sig: flipped },
      { ...good, sig: "00" },
      { ...good, address: "1".repeat(64) },
      { ...good, signedMessage: "{}" },
    ]) {
      expect(await ask(node.url, request(bad))).toMatchObject({
        status: 401,
        body: { errorCode: "NodeInvalidAuthSig" },
      });
    }
  });

  it("is asked for where a wallet's plain signature comes", async () => {
    const plain = await signCapability({ address: holder.address, signMessage: holder.signMessage });
    expect(await ask(node.url, request(plain))).toMatchObject({
      status: 401,
      body: { errorCode: "NodeInvalidAuthSig" },
    });
  });

  const malformed: [string, object][] = [
    ["no conditions", { evmContractConditions: undefined }],
    ["two lists", { unifiedAccessControlConditions: [{ ...gateCondition(`0x${"1".repeat(40)}`) }] }],
    ["a hash that is none", { dataToEncryptHash: "abc" }],
    ["no signature", { authSig: null }],
  ];
  it.each(malformed)("%s is no request", async (_, rest) => {
    const answer = await ask(node.url, request(await session(), rest));
    expect(answer).toMatchObject({ status: 400, body: { errorCode: "NodeInvalidRequest" } });
  });

  it("is not authorised, checked in vain, or unanswered, each in Lit's words", async () => {
    const sign = async (list: object[]) => ask(node.url, request(await session(), { evmContractConditions: list }));
    const condition = gateCondition(gate.address);
    expect(await sign([{ ...condition, functionParams: ["8", "1", ":userAddress"] }])).toMatchObject({
      status: 401,
      body: { errorCode: "NodeAccessControlConditionsReturnedNotAuthorized", errorKind: "Validation" },
    });
    expect(await sign([{ ...condition, chain: "ethereum" }])).toMatchObject({
      status: 400,
      body: { errorCode: "NodeAccessControlConditionsCheckFailed" },
    });
  });
});

describe("other signatures", () => {
  it("a plain sign-in opens where the node's owner allows it, and must then say so", async () => {
    const [recap, any] = [
      await startAlone("recap", { plainSignIn: "recap" }),
      await startAlone("any", { plainSignIn: "any" }),
    ];
    const wallet = { address: holder.address, signMessage: holder.signMessage };
    const allowing = await signCapability(wallet);
    const plain = await signCapability({ ...wallet, statement: "Sign in." });
    expect(await ask(recap.url, request(allowing))).toMatchObject({ status: 200 });
    expect(await ask(recap.url, request(plain))).toMatchObject({ status: 401 });
    expect(await ask(any.url, request(plain))).toMatchObject({ status: 200 });
  });

  it("a contract wallet's owner opens with its licence, and nobody else does (ERC-1271)", async () => {
    const node = await startAlone("contract-wallet");
    const owner = accountAt(3);
    const wallet = await anvil.deploy("Wallet", [owner.address]);
    await anvil.write(gate, "allow", [7n, 1, wallet.address, true]);
    const { getAddress } = await import("viem");
    const address = getAddress(wallet.address);
    const sign = (signer: typeof owner) =>
      signSession({ address, signMessage: signer.signMessage, node: node.url, derivedVia: "EIP1271" });
    expect(await ask(node.url, request(await sign(owner)))).toMatchObject({ status: 200 });
    expect(await ask(node.url, request(await sign(accountAt(4))))).toMatchObject({ status: 401 });
  });

  it("a wallet that is not deployed yet signs too (ERC-6492)", async () => {
    const node = await startAlone("undeployed-wallet");
    const owner = accountAt(5);
    const factory = await anvil.deploy("WalletFactory");
    const salt: Hex = `0x${"5".repeat(64)}`;
    const address = (await anvil.client.readContract({
      ...factory,
      functionName: "addressOf",
      args: [owner.address, salt],
    })) as Hex;
    await anvil.write(gate, "allow", [7n, 1, address, true]);
    const call = encodeFunctionData({ abi: factory.abi, functionName: "create", args: [owner.address, salt] });
    const magic = "6492".repeat(16);
    const signMessage = async (input: { message: string }) => {
      const inner = await owner.signMessage(input);
      const types = [{ type: "address" }, { type: "bytes" }, { type: "bytes" }];
      return `${encodeAbiParameters(types, [factory.address, call, inner])}${magic}`;
    };
    const authSig = await signSession({ address, signMessage, node: node.url });
    expect(await ask(node.url, request(authSig))).toMatchObject({ status: 200 });
  });
});

const mine = ({ client }: typeof anvil, blocks: bigint) =>
  client.transport.request({ method: "anvil_mine", params: [`0x${blocks.toString(16)}`] });

describe("a node", () => {
  const session = (url: string) => signSession({ address: holder.address, signMessage: holder.signMessage, node: url });

  it("asks the chain every time: a licence that has ended opens nothing more", async () => {
    const node = await startAlone("revoked");
    const authSig = await session(node.url);
    expect(await ask(node.url, request(authSig))).toMatchObject({ status: 200 });
    await anvil.write(gate, "allow", [7n, 1, holder.address, false]);
    expect(await ask(node.url, request(authSig))).toMatchObject({ status: 401 });
    await anvil.write(gate, "allow", [7n, 1, holder.address, true]);
    expect(await ask(node.url, request(authSig))).toMatchObject({ status: 200 });
  });

  it("opens nothing where its two RPC endpoints disagree, or one is down", async () => {
    const other = await startAnvil();
    const disagreeing = await startAlone("two", { chains: { yellowstone: [anvil.rpcUrl, other.rpcUrl] } });
    // Level at first, then one far behind.
    for (const blocks of [await anvil.client.getBlockNumber(), 20n]) {
      await mine(other, blocks);
      const answer = await ask(disagreeing.url, request(await session(disagreeing.url)));
      expect(answer).toMatchObject({ status: 502, body: { errorCode: "NodeChainUnavailable" } });
    }
    await other.stop();
    const down = await ask(disagreeing.url, request(await session(disagreeing.url)));
    expect(down).toMatchObject({ status: 502, body: { errorCode: "NodeChainUnavailable" } });
    const agreeing = await startAlone("agree", { chains: { yellowstone: [anvil.rpcUrl, `${anvil.rpcUrl}/`] } });
    expect(await ask(agreeing.url, request(await session(agreeing.url)))).toMatchObject({ status: 200 });
  }, 30_000);

  it("limits how often it is asked", async () => {
    const node = await startAlone("limited", { rateLimit: 3 });
    const authSig = await session(node.url);
    const statuses = [];
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await ask(node.url, request(authSig))).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it("does not open its share with another passphrase", async () => {
    const node = await startAlone("sealed");
    const config = { port: 0, host: "127.0.0.1", url: node.url, secret: undefined, rateLimit: 0 } as const;
    const again = startNode({
      ...config,
      dataDir: join(directory, "sealed"),
      chains: {},
      finality: "latest",
      passphrase: "another passphrase",
      plainSignIn: "off",
    });
    await expect(again).rejects.toThrow("KEYNET_PASSPHRASE");
  });
});
