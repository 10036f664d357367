import type { Network } from "../network.ts";
import { askNode } from "./ask-node.ts";
import { type Confirmation, type Deal, type Offer, type Plan, transcriptOf } from "./messages.ts";
import { networkOf } from "./participant.ts";
import { coordinatorToken } from "./secrets.ts";

/** Carries one ceremony's messages. @param alsoDealing old holders that are not among the new ones */
export async function runCeremony(
  passphrase: string,
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
  await commitAt(passphrase, plan.nodes, transcriptOf(plan, offers), confirmations);
  return networkOf(plan, offers);
}

/** Has these nodes put their confirmed shares into use. Repeating it changes nothing. */
export async function commitAt(
  passphrase: string,
  nodes: readonly string[],
  transcript: string,
  confirmations: readonly Confirmation[],
): Promise<void> {
  const token = coordinatorToken(passphrase);
  await Promise.all(nodes.map((url) => askNode.commit(url, token, { transcript, confirmations: [...confirmations] })));
}
