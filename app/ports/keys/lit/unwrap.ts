import { stakingAbi } from "@tessera/keynet/staking-abi";
import { done, type Outcome, refused } from "~/outcome.ts";
import type { NetworkCapsule } from "../capsule.ts";
import type { Unwrapped, UnwrapRefusal } from "../key-network.ts";
import type { KeySession } from "../key-session.ts";
import { findDishonest } from "./find-dishonest.ts";
import { sha256Hex } from "./identity.ts";
import type { KeysSite } from "./keys-site.ts";
import { loadClient } from "./load-sdk.ts";
import { refusalOf } from "./refusal-of.ts";
import { withoutKeyLogs } from "./without-key-logs.ts";

const CONNECT_MS = 6_000;
/** A node that has just died is taken off the on-chain list within seconds; until then nobody connects. */
const ATTEMPTS = 3;
const PAUSE_MS = 1_500;

type ClientClass = Awaited<ReturnType<typeof loadClient>>["LitNodeClient"];
type Client = InstanceType<ClientClass>;
type ClientConfig = ConstructorParameters<ClientClass>[0];

export async function unwrap(
  site: KeysSite,
  capsule: NetworkCapsule,
  session: KeySession,
): Promise<Outcome<Unwrapped, UnwrapRefusal>> {
  if (capsule.networkPublicKey !== site.publicKey) return refused("other-network");
  const client = await connect(site);
  if (client === null) return refused("unreachable");
  try {
    if (client.subnetPubKey !== site.publicKey) return refused("other-network");
    return await openWith(client, site, capsule, session);
  } finally {
    await client.disconnect();
  }
}

async function connect(site: KeysSite): Promise<Client | null> {
  const { LitNodeClient } = await loadClient();
  const config = {
    litNetwork: "custom",
    rpcUrl: site.rpcUrl,
    nodeProtocol: site.nodes[0]?.startsWith("https:") ? "https://" : "http://",
    debug: false,
    connectTimeout: CONNECT_MS,
    contractContext: { Staking: { address: site.staking, abi: stakingAbi } },
  };
  for (let attempt = 1; ; attempt += 1) {
    // Its type asks for all of Lit's contracts and leaves `nodeProtocol` out; the client reads this one contract, and the protocol.
    const client = new LitNodeClient(config as unknown as ClientConfig);
    try {
      await client.connect();
      // After 30 seconds the client would ask a public indexer for a block's hash, which nothing here needs.
      client.lastBlockHashRetrieved = Number.MAX_SAFE_INTEGER;
      return client;
    } catch {
      await client.disconnect();
      if (attempt === ATTEMPTS) return null;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

async function openWith(
  client: Client,
  site: KeysSite,
  capsule: NetworkCapsule,
  session: KeySession,
): Promise<Outcome<Unwrapped, UnwrapRefusal>> {
  const first = await decrypt(client, capsule, session);
  if (first.ok) return done({ dataKey: first.value, dishonest: [] });
  if (first.reason !== "broken") return first;
  // The client takes the first shares that come and does not say whose was false: ask each node for its own.
  const dishonest = await findDishonest(site, [...client.connectedNodes], capsule, session);
  for (const node of dishonest) client.connectedNodes.delete(node);
  if (dishonest.length === 0 || client.connectedNodes.size < site.threshold) return first;
  const second = await decrypt(client, capsule, session);
  return second.ok ? done({ dataKey: second.value, dishonest }) : second;
}

async function decrypt(
  client: Client,
  capsule: NetworkCapsule,
  session: KeySession,
): Promise<Outcome<Uint8Array<ArrayBuffer>, UnwrapRefusal>> {
  const { ciphertext, dataToEncryptHash, conditions, litChain } = capsule;
  const sessionSigs = Object.fromEntries([...client.connectedNodes].map((node) => [node, session.signFor(node)]));
  const request = { ciphertext, dataToEncryptHash, evmContractConditions: conditions, chain: litChain, sessionSigs };
  try {
    const { decryptedData } = await withoutKeyLogs(() => client.decrypt(request));
    const dataKey = new Uint8Array(decryptedData);
    return (await sha256Hex(dataKey)) === dataToEncryptHash ? done(dataKey) : refused("broken");
  } catch (error) {
    return refusalOf(error);
  }
}
