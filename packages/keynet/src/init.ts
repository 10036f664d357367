import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { askNode, fetchStatus, type NodeStatus } from "./ceremony/ask-node.ts";
import { type Confirmation, type Deal, type Offer, type Plan, transcriptOf } from "./ceremony/messages.ts";
import { networkOf } from "./ceremony/participant.ts";
import { coordinatorToken } from "./ceremony/secrets.ts";
import { type Network, networkSchema } from "./network.ts";

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
  const pending = statuses.flatMap((status) => (status?.pending ? [status.pending] : []));
  const newest = active.reduce<Network | null>(
    (best, { network }) => (best === null || network.epoch > best.epoch ? network : best),
    known,
  );
  if (active.some(({ network }) => network.publicKey !== newest?.publicKey))
    throw new NetworkBroken("The nodes hold shares of different keys.");
  if (newest !== null && known !== null && known.publicKey !== newest.publicKey) {
    throw new NetworkBroken("network.json names another key than the nodes hold.");
  }
  const [first] = active;
  if (first !== undefined && pending.some((share) => share.transcript === first.transcript)) {
    await finishCommit(plan, first.transcript, [...active, ...pending]);
  }
  if (newest !== null) return newest;
  if (statuses.includes(null)) throw new NetworkBroken("A new key needs all nodes, and not all answer.");
  return generate(plan);
}

/** A commit that reached only some nodes is repeated at all that still wait for it. */
async function finishCommit(
  plan: NetworkPlan,
  transcript: string,
  shares: readonly { confirmation: Confirmation }[],
): Promise<void> {
  const confirmations = shares
    .map(({ confirmation }) => confirmation)
    .filter((confirmation) => confirmation.transcript === transcript);
  await commit(plan, plan.nodes, transcript, confirmations);
}

const generate = (plan: NetworkPlan): Promise<Network> =>
  runCeremony(plan, {
    ceremony: randomBytes(32).toString("hex"),
    threshold: plan.threshold,
    nodes: [...plan.nodes],
    previous: null,
    dealers: plan.nodes.map((_, position) => position + 1),
  });

/** Carries one ceremony's messages. @param alsoDealing old holders that are not among the new ones */
export async function runCeremony(
  { passphrase }: Pick<NetworkPlan, "passphrase">,
  plan: Plan,
  alsoDealing: readonly string[] = [],
): Promise<Network> {
  const token = coordinatorToken(passphrase);
  const everyone = [...plan.nodes, ...alsoDealing];
  const offers: Offer[] = await Promise.all(everyone.map((url) => askNode.begin(url, token, plan)));
  const dealt = await Promise.all(everyone.map((url) => askNode.deal(url, token, { ceremony: plan.ceremony, offers })));
  const deals: Deal[] = dealt.flat();
  const confirmations = await Promise.all(
    plan.nodes.map((url, position) =>
      askNode.finish(url, token, { ceremony: plan.ceremony, deals: deals.filter(({ to }) => to === position + 1) }),
    ),
  );
  await commit({ passphrase }, plan.nodes, transcriptOf(plan, offers), confirmations);
  return networkOf(plan, offers);
}

async function commit(
  { passphrase }: Pick<NetworkPlan, "passphrase">,
  nodes: readonly string[],
  transcript: string,
  confirmations: readonly Confirmation[],
): Promise<void> {
  const token = coordinatorToken(passphrase);
  await Promise.all(nodes.map((url) => askNode.commit(url, token, { transcript, confirmations: [...confirmations] })));
}

/** @returns null where there is no such file. */
export async function readNetwork(path: string): Promise<Network | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : networkSchema.parse(JSON.parse(text));
}

/** Written whole or not at all. */
export async function writeNetwork(path: string, network: Network): Promise<void> {
  await mkdir(join(path, ".."), { recursive: true });
  const temporary = `${path}.${process.pid}.new`;
  const file = await open(temporary, "w", 0o644);
  await file.writeFile(`${JSON.stringify(network, null, 2)}\n`);
  await file.sync();
  await file.close();
  await rename(temporary, path);
}
