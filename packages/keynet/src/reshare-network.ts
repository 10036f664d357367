import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { fetchStatus } from "./ceremony/ask-node.ts";
import { runCeremony } from "./ceremony/run-ceremony.ts";
import { NetworkBroken, type NetworkPlan } from "./init.ts";
import type { Network } from "./network.ts";
import { readNetwork, writeNetwork } from "./network-file.ts";

/**
 * Shares the same key out afresh, to other nodes or with another threshold: the public key stays, and old capsules open as before. All new
 * nodes and a threshold of the old ones must answer. New nodes run the same program without a share.
 *
 * Old shares still fit each other: destroy the directories of nodes that hold no new share. Those that do have overwritten theirs.
 * @throws NetworkBroken, NodeFailed; the old network stays in use then
 */
export async function reshareNetwork(plan: NetworkPlan): Promise<Network> {
  const path = join(plan.dataDir, "network.json");
  const previous = await readNetwork(path);
  if (previous === null) throw new NetworkBroken("There is no network whose key could be shared out afresh.");
  const dealers = await findDealers(previous);
  const alsoDealing = dealers
    .map((index) => previous.nodes[index - 1] ?? "")
    .filter((url) => !plan.nodes.includes(url));
  const ceremony = randomBytes(32).toString("hex");
  const nodes = [...plan.nodes];
  const network = await runCeremony(
    plan.passphrase,
    { ceremony, threshold: plan.threshold, nodes, previous, dealers },
    alsoDealing,
  );
  if (network.publicKey !== previous.publicKey) throw new NetworkBroken("The new shares are of another key.");
  await writeNetwork(path, network);
  return network;
}

/** The indexes of as many living old holders as must agree. */
async function findDealers(previous: Network): Promise<number[]> {
  const statuses = await Promise.all(previous.nodes.map((url) => fetchStatus(url).catch(() => null)));
  const living = statuses.flatMap((status, position) => (status?.active?.index === position + 1 ? [position + 1] : []));
  if (living.length < previous.threshold) {
    throw new NetworkBroken(`Only ${living.length} of the old nodes answer; ${previous.threshold} must.`);
  }
  return living.slice(0, previous.threshold);
}
