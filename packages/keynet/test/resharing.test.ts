import { bls12_381 } from "@noble/curves/bls12-381";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lagrangeAtZero } from "../src/bls/scalar.ts";
import { identityOf, resourceIdOf } from "../src/conditions/identity.ts";
import { evmContractConditionsSchema } from "../src/conditions/schema.ts";
import { ensureNetwork, type Network, reshareNetwork, verifyShareSignature } from "../src/index.ts";
import { gateCondition } from "./gate-condition.ts";
import { signSession } from "./sign-session.ts";
import { startKeyNetwork } from "./start-key-network.ts";
import { type NodeProcess, PASSPHRASE, startNode } from "./start-nodes.ts";

const HASH = "cd".repeat(32);
const { G2 } = bls12_381;
let started: Awaited<ReturnType<typeof startKeyNetwork>>;
const added: NodeProcess[] = [];

beforeAll(async () => {
  started = await startKeyNetwork();
  await started.allow(started.holder.address);
  const env = { KEYNET_CHAINS: JSON.stringify({ yellowstone: started.anvil.rpcUrl }) };
  added.push(await startNode(6, started.nodes.dataDir, env), await startNode(7, started.nodes.dataDir, env));
}, 90_000);
afterAll(async () => {
  await Promise.all(added.map((node) => node.kill()));
  await started?.stop();
});

async function askShare(url: string): Promise<{ index: number; signature: Uint8Array }> {
  const condition = gateCondition(started.gate.address);
  const { address, signMessage } = started.holder;
  const authSig = await signSession({ address, signMessage, node: url });
  const body = { evmContractConditions: [condition], dataToEncryptHash: HASH, chain: "yellowstone", authSig };
  const response = await fetch(`${url}/web/encryption/sign/`, { method: "POST", body: JSON.stringify(body) });
  const answer = (await response.json()) as { signatureShare: { ProofOfPossession: string } };
  const bytes = Buffer.from(answer.signatureShare.ProofOfPossession, "hex");
  return { index: bytes[0] ?? 0, signature: bytes.subarray(1) };
}

/** Whether exactly these nodes' shares make the network's signature, which opens the capsule. */
async function opensWith(network: Network, urls: readonly string[]): Promise<boolean> {
  const shares = await Promise.all(urls.map(askShare));
  const indexes = shares.map(({ index }) => index);
  const whole = shares
    .map(({ index, signature }) => G2.ProjectivePoint.fromHex(signature).multiply(lagrangeAtZero(index, indexes)))
    .reduce((sum, point) => sum.add(point));
  const conditions = evmContractConditionsSchema.parse([gateCondition(started.gate.address)]);
  return verifyShareSignature(network.publicKey, identityOf(resourceIdOf(conditions, HASH)), whole.toRawBytes(true));
}

it("shares the key out from 3 of 5 to 4 of 7 and back, and capsules open as before", async () => {
  const { network: before, nodes } = started;
  const plan = { dataDir: nodes.dataDir, passphrase: PASSPHRASE };
  const seven = [...nodes.urls, ...added.map(({ url }) => url)];
  expect(await opensWith(before, seven.slice(0, 3))).toBe(true);

  const wider = await reshareNetwork({ ...plan, threshold: 4, nodes: seven });
  expect(wider).toMatchObject({ publicKey: before.publicKey, threshold: 4, epoch: 2, nodes: seven });
  expect(wider.sharePublicKeys).not.toEqual(before.sharePublicKeys);
  expect(await opensWith(wider, seven.slice(3))).toBe(true);
  expect(await opensWith(wider, seven.slice(0, 3))).toBe(false);
  expect(await ensureNetwork({ ...plan, threshold: 4, nodes: seven })).toEqual(wider);

  const last = seven.slice(2);
  const narrower = await reshareNetwork({ ...plan, threshold: 3, nodes: last });
  expect(narrower).toMatchObject({ publicKey: before.publicKey, threshold: 3, epoch: 3, nodes: last });
  expect(await opensWith(narrower, last.slice(0, 3))).toBe(true);
  expect(await opensWith(narrower, last.slice(2))).toBe(true);
  expect(await opensWith(narrower, last.slice(3))).toBe(false);
  // A node that was left out holds a share that no longer fits.
  expect(await opensWith(narrower, [seven[0] ?? "", ...last.slice(0, 2)])).toBe(false);
}, 90_000);

it("keeps the new shares over a restart, and the old network where a new node is missing", async () => {
  const urls = [...started.nodes.urls.slice(2), ...added.map(({ url }) => url)];
  const plan = { dataDir: started.nodes.dataDir, passphrase: PASSPHRASE };
  await added[0]?.kill();
  await added[0]?.restart();
  const network = await ensureNetwork({ ...plan, threshold: 3, nodes: urls });
  expect(await opensWith(network, urls.slice(2))).toBe(true);

  await added[1]?.kill();
  await expect(reshareNetwork({ ...plan, threshold: 2, nodes: urls })).rejects.toThrow("does not answer");
  expect(await opensWith(network, urls.slice(0, 3))).toBe(true);
  await added[1]?.restart();
}, 60_000);
