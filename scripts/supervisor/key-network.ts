import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureNetwork, fetchStatus, type Network, networkSchema, registerNetwork, syncStaking } from "@tessera/keynet";
import type { Address } from "viem";
import { DEPLOYER_KEY, nodeUrls } from "./environment.ts";
import type { Secrets } from "./secrets.ts";
import { type Settings, THRESHOLD } from "./settings.ts";

const WATCH_EVERY = 5000;

/** Lets the running nodes make a key together at the first start; later only finds that they hold it. */
export async function establishNetwork(settings: Settings, secrets: Secrets): Promise<Network> {
  const dataDir = join(settings.dataDir, "keys");
  const nodes = nodeUrls(settings);
  moveNodes(join(dataDir, "network.json"), nodes);
  return ensureNetwork({ dataDir, threshold: THRESHOLD, nodes, passphrase: secrets.keys });
}

/**
 * Lists the network on the embedded chain, where clients look it up, and keeps the list to the nodes that answer. Asks the nodes
 * and not the chain, which would make a block for each question. Answers the function that ends the watch.
 */
export async function publishNetwork(
  network: Network,
  settings: Settings,
  deploymentFile: string,
): Promise<() => void> {
  const { contracts } = JSON.parse(readFileSync(deploymentFile, "utf8")) as { contracts: { keyNetwork: Address } };
  const rpcUrl = `http://127.0.0.1:${settings.ports.chain}`;
  const target = { rpcUrl, ownerKey: DEPLOYER_KEY, keyNetworkAddress: contracts.keyNetwork, network } as const;
  await registerNetwork(target);
  let listed = "";
  const timer = setInterval(async () => {
    const alive = await Promise.all(network.nodes.map((url) => fetchStatus(url).then(Boolean, () => false)));
    if (alive.join() === listed) return;
    const done = await syncStaking(target).catch(() => null);
    if (done) listed = alive.join();
  }, WATCH_EVERY);
  return () => clearInterval(timer);
}

/** Another PORT moves the nodes; their key stays the same. */
function moveNodes(file: string, nodes: string[]): void {
  let network: Network;
  try {
    network = networkSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return;
  }
  if (network.nodes.join() === nodes.join()) return;
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...network, nodes }, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
