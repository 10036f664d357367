import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { RESOURCE_PREFIX } from "../conditions/identity.ts";
import { type AuthSig, authSigSchema, type Grant } from "./auth-sig.ts";
import { covers, decryptableResources } from "./recap.ts";
import { Refusal } from "./refusal.ts";
import { CLOCK_GRACE_MS, type ContractWalletCheck, verifyWallet } from "./verify-wallet.ts";

const ABILITY = "access-control-condition-decryption";

const sessionSchema = z.object({
  sessionKey: z.string().regex(/^[0-9a-f]{64}$/),
  resourceAbilityRequests: z
    .array(z.object({ resource: z.object({ resource: z.string(), resourcePrefix: z.string() }), ability: z.string() }))
    .max(50),
  capabilities: z.array(authSigSchema).min(1).max(5),
  issuedAt: z.iso.datetime(),
  expiration: z.iso.datetime(),
  nodeAddress: z.string(),
});

type Session = z.infer<typeof sessionSchema>;

export interface SessionRules {
  /** This node's own address, as the staking contract names it. */
  readonly nodeAddress: string;
  readonly now: number;
  readonly isContractWallet: ContractWalletCheck;
}

/**
 * A session signature: made by a session key for this node, and carrying a wallet's signed leave for that key to decrypt.
 * @throws Refusal `NodeInvalidAuthSig`
 */
export async function verifySession(authSig: AuthSig, rules: SessionRules): Promise<Grant> {
  const session = parse(authSig.signedMessage);
  if (session.sessionKey !== authSig.address)
    throw new Refusal("NodeInvalidAuthSig", "The session key is not the signer.");
  if (!isSignedBy(session.sessionKey, authSig))
    throw new Refusal("NodeInvalidAuthSig", "The session key's signature is wrong.");
  const expires = checkTimes(session, rules.now);
  if (session.nodeAddress !== rules.nodeAddress) {
    throw new Refusal("NodeInvalidAuthSig", `The session signature is for the node ${session.nodeAddress}.`);
  }
  const asked = new Set(session.resourceAbilityRequests.filter(asksToDecrypt).map(({ resource }) => resource.resource));
  const { leaves, refusal } = await findLeaves(session, rules);
  return {
    expires: Math.min(expires, ...leaves.map((leave) => leave.expires)),
    authorityFor(resourceId) {
      if (!covers(asked, resourceId)) {
        throw new Refusal("NodeInvalidAuthSig", "The session signature does not cover this resource.");
      }
      const leave = leaves.find(({ resources }) => covers(resources, resourceId));
      if (leave === undefined) throw refusal;
      return { address: leave.address, expires: Math.min(expires, leave.expires) };
    },
  };
}

function parse(text: string): Session {
  try {
    return sessionSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Refusal("NodeInvalidAuthSig", "The session signature's message is malformed.", { cause });
  }
}

function isSignedBy(sessionKey: string, { sig, signedMessage }: AuthSig): boolean {
  if (!/^[0-9a-f]{128}$/.test(sig)) return false;
  const x = Buffer.from(sessionKey, "hex").toString("base64url");
  const key = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } });
  return verify(null, Buffer.from(signedMessage), key, Buffer.from(sig, "hex"));
}

function checkTimes({ issuedAt, expiration }: Session, now: number): number {
  const expires = Date.parse(expiration);
  if (expires + CLOCK_GRACE_MS < now) throw new Refusal("NodeInvalidAuthSig", "The session signature has expired.");
  if (Date.parse(issuedAt) - CLOCK_GRACE_MS > now)
    throw new Refusal("NodeInvalidAuthSig", "The session signature is not valid yet.");
  return expires;
}

const asksToDecrypt = ({ resource, ability }: Session["resourceAbilityRequests"][number]): boolean =>
  ability === ABILITY && resource.resourcePrefix === RESOURCE_PREFIX;

interface Leave {
  readonly address: `0x${string}`;
  readonly expires: number;
  readonly resources: ReadonlySet<string>;
}

/** The wallets' statements that let this session key decrypt, and what to say where none covers a resource. */
async function findLeaves(session: Session, rules: SessionRules): Promise<{ leaves: Leave[]; refusal: Refusal }> {
  const leaves: Leave[] = [];
  let refusal = new Refusal("NodeInvalidAuthSig", "No wallet lets this session key decrypt this resource.");
  for (const capability of session.capabilities) {
    try {
      const statement = await verifyWallet(capability, rules.isContractWallet, rules.now);
      if (statement.uri !== `lit:session:${session.sessionKey}`) continue;
      const { address, expires } = statement;
      leaves.push({ address, expires, resources: decryptableResources(statement) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
  }
  if (leaves.length === 0) throw refusal;
  return { leaves, refusal };
}
