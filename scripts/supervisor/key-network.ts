import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Network, networkSchema } from "@tessera/keynet/network";
import type { Address } from "viem";
import { z } from "zod";
import { DEPLOYER_KEY, nodeUrls } from "./environment.ts";
import type { Secrets } from "./secrets.ts";
import { type Settings, THRESHOLD } from "./settings.ts";

const WATCH_EVERY = 3000;
const PROBE_LIMIT = 2000;

const Status = z.object({
  active: z.object({ network: z.object({ publicKey: z.string() }) }),
  pending: z.null(),
});
const Deployment = z.object({
  contracts: z.object({ keyNetwork: z.custom<Address>((value) => /^0x/.test(String(value))) }),
});

/**
 * Lets the running nodes make a key together at the first start; later only finds that they hold it. The package that can do the
 * first takes a second to load, which a start that needs nothing of it does not spend.
 */
export async function establishNetwork(settings: Settings, secrets: Secrets): Promise<Network> {
  const dataDir = join(settings.dataDir, "keys");
  const nodes = nodeUrls(settings);
  const known = moveNodes(join(dataDir, "network.json"), nodes);
  if (known && !(await holders(known)).includes(false)) return known;
  const { ensureNetwork } = await import("@tessera/keynet");
  return ensureNetwork({ dataDir, threshold: THRESHOLD, nodes, passphrase: secrets.keys });
}

/**
 * Lists the network on the embedded chain, where clients look it up, and keeps the list to the nodes that answer. Asks the nodes
 * and not the chain, which would make a block for each question. `mark` stands for the chain's contracts as they are. Answers the
 * function that ends the watch.
 */
export async function publishNetwork(network: Network, settings: Settings, deploymentFile: string, mark: string) {
  const { contracts } = Deployment.parse(JSON.parse(readFileSync(deploymentFile, "utf8")));
  const rpcUrl = `http://127.0.0.1:${settings.ports.chain}`;
  const target = { rpcUrl, ownerKey: DEPLOYER_KEY, keyNetworkAddress: contracts.keyNetwork, network } as const;
  const file = join(settings.dataDir, "keys", "published");
  const everyNode = JSON.stringify([mark, network, network.nodes.map(() => true)]);
  let listed = readIfThere(file);

  async function bringUpToDate(): Promise<void> {
    const wanted = JSON.stringify([mark, network, await holders(network)]);
    if (wanted === listed) return;
    const { syncStaking } = await import("@tessera/keynet");
    await syncStaking(target);
    writeFileSync(file, wanted);
    listed = wanted;
  }

  if (listed !== everyNode) {
    const { registerNetwork } = await import("@tessera/keynet");
    await registerNetwork(target);
    writeFileSync(file, everyNode);
    listed = everyNode;
  }
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    // The chain may be starting again: the next round tries once more.
    await bringUpToDate().catch(() => {});
    busy = false;
  }, WATCH_EVERY);
  return () => clearInterval(timer);
}

/** For each node, whether it answers and holds a share of the network's key. */
function holders(network: Network): Promise<boolean[]> {
  return Promise.all(
    network.nodes.map(async (url) => {
      try {
        const response = await fetch(`${url}/status`, { signal: AbortSignal.timeout(PROBE_LIMIT) });
        return Status.parse(await response.json()).active.network.publicKey === network.publicKey;
      } catch {
        return false;
      }
    }),
  );
}

/** The network that `file` tells of, at the addresses where its nodes are now: another PORT moves them, and their key stays. */
function moveNodes(file: string, nodes: string[]): Network | null {
  const text = readIfThere(file);
  if (text === null) return null;
  const network = networkSchema.parse(JSON.parse(text));
  if (network.nodes.join() === nodes.join()) return network;
  const moved = { ...network, nodes };
  writeFileSync(`${file}.new`, `${JSON.stringify(moved, null, 2)}\n`);
  renameSync(`${file}.new`, file);
  return moved;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
