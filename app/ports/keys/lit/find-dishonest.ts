import { verifyShareSignature } from "@tessera/keynet/verify-share";
import { hexToBytes } from "viem";
import { z } from "zod";
import type { NetworkCapsule } from "../capsule.ts";
import type { KeySession } from "../key-session.ts";
import { identityOfCapsule } from "./identity.ts";
import type { KeysSite } from "./keys-site.ts";

const answerSchema = z.object({
  signatureShare: z.object({ ProofOfPossession: z.string().regex(/^[0-9a-f]{194}$/) }),
  shareIndex: z.number(),
});

/** Asks each node for its share and checks it against the share's public key. @returns the nodes whose share is false */
export async function findDishonest(
  site: KeysSite,
  nodes: readonly string[],
  capsule: NetworkCapsule,
  session: KeySession,
): Promise<string[]> {
  const identity = await identityOfCapsule(capsule);
  const verdicts = await Promise.all(
    nodes.map(async (node) => ({ node, honest: await isHonest(site, node, identity, capsule, session) })),
  );
  return verdicts.filter(({ honest }) => !honest).map(({ node }) => node);
}

async function isHonest(
  site: KeysSite,
  node: string,
  identity: Uint8Array,
  capsule: NetworkCapsule,
  session: KeySession,
): Promise<boolean> {
  const index = site.nodes.indexOf(node) + 1;
  const { conditions, dataToEncryptHash, litChain } = capsule;
  const body = {
    evmContractConditions: conditions,
    dataToEncryptHash,
    chain: litChain,
    authSig: session.signFor(node),
  };
  const response = await fetch(`${node}/web/encryption/sign/`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  const answer = answerSchema.safeParse(await response?.json().catch(() => null));
  // A node that answers no, or not at all, spoils nothing.
  if (!response?.ok || !answer.success) return !response?.ok;
  const share = hexToBytes(`0x${answer.data.signatureShare.ProofOfPossession}`);
  const publicKey = site.sharePublicKeys[index - 1];
  return share[0] === index && publicKey !== undefined && verifyShareSignature(publicKey, identity, share.subarray(1));
}
