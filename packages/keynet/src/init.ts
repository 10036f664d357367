import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { fetchStatus, type NodeStatus } from "./ceremony/ask-node.ts";
import { commitAt, runCeremony } from "./ceremony/run-ceremony.ts";
import type { Network } from "./network.ts";
import { readNetwork, writeNetwork } from "./network-file.ts";

export interface NetworkPlan {
  /** network.json is written here. */
  readonly dataDir: string;
  readonly threshold: number;
  /** The running nodes' addresses without a slash at the end, in the order of their indexes. */
  readonly nodes: readonly string[];
  /** The nodes' common secret: KEYNET_SECRET, or KEYNET_PASSPHRASE where they have no other. */
  readonly passphrase: string;
}

/** The nodes' shares do not make up one network, so that nothing may be wrapped for it. */
export class NetworkBroken extends Error {
  override readonly name = "NetworkBroken";
}

/**
 * Makes sure that the nodes hold shares of one key, and returns the network; also writes it to `<dataDir>/network.json`. Without shares they
 * generate a key together (no dealer: it exists nowhere, and this coordinator only carries sealed messages). Repeating changes nothing; a
 * ceremony that broke off is finished or begun again. Dead nodes don't matter once the network exists.
 * @throws NetworkBroken
 */
export async function ensureNetwork(plan: NetworkPlan): Promise<Network> {
  const path = join(plan.dataDir, "network.json");
  const known = await readNetwork(path);
  const statuses = await Promise.all(plan.nodes.map((url) => fetchStatus(url).catch(() => null)));
  const network = await agree(plan, known, statuses);
  if (network.nodes.length !== plan.nodes.length) {
    throw new NetworkBroken(
      `The network has ${network.nodes.length} nodes, not ${plan.nodes.length}: share its key out afresh instead.`,
    );
  }
  // Where a node is found may change; which share it holds may not.
  const current = { ...network, nodes: [...plan.nodes] };
  if (JSON.stringify(current) !== JSON.stringify(known)) await writeNetwork(path, current);
  return current;
}

async function agree(
  plan: NetworkPlan,
  known: Network | null,
  statuses: readonly (NodeStatus | null)[],
): Promise<Network> {
  const active = statuses.flatMap((status) => (status?.active ? [status.active] : []));
  const newest = active.reduce<Network | null>(
    (best, { network }) => (best === null || network.epoch > best.epoch ? network : best),
    known,
  );
  if (active.some(({ network }) => network.publicKey !== newest?.publicKey))
    throw new NetworkBroken("The nodes hold shares of different keys.");
  if (newest !== null && known !== null && known.publicKey !== newest.publicKey) {
    throw new NetworkBroken("network.json names another key than the nodes hold.");
  }
  const committed = active.find(({ network }) => network.epoch === newest?.epoch);
  if (committed !== undefined) await finishCommit(plan, committed.transcript, statuses);
  if (newest !== null) return newest;
  if (statuses.includes(null)) throw new NetworkBroken("A new key needs all nodes, and not all answer.");
  return generate(plan);
}

/** A commit that reached only some nodes is repeated at those that still wait for it. */
async function finishCommit(
  plan: NetworkPlan,
  transcript: string,
  statuses: readonly (NodeStatus | null)[],
): Promise<void> {
  const waiting = plan.nodes.filter((_, position) => statuses[position]?.pending?.transcript === transcript);
  if (waiting.length === 0) return;
  const shares = statuses.flatMap((status) => [status?.active, status?.pending].filter((share) => share != null));
  const confirmations = shares
    .filter((share) => share.transcript === transcript)
    .map(({ confirmation }) => confirmation);
  await commitAt(plan.passphrase, waiting, transcript, confirmations);
}

const generate = (plan: NetworkPlan): Promise<Network> =>
  runCeremony(plan.passphrase, {
    ceremony: randomBytes(32).toString("hex"),
    threshold: plan.threshold,
    nodes: [...plan.nodes],
    previous: null,
    dealers: plan.nodes.map((_, position) => position + 1),
  });
