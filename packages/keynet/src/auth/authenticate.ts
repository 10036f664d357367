import { createHash } from "node:crypto";
import type { Authority, AuthSig, Grant } from "./auth-sig.ts";
import { covers, decryptableResources } from "./recap.ts";
import { Refusal } from "./refusal.ts";
import { type SessionRules, verifySession } from "./verify-session.ts";
import { CLOCK_GRACE_MS, verifyWallet } from "./verify-wallet.ts";

/**
 * Whether a wallet's own signature opens without a session key. It is bound to no node, so one dishonest node could show it to the
 * others: off unless asked for; `recap` asks that the message itself allows decrypting, `any` takes any sign-in.
 */
export type PlainSignIn = "off" | "recap" | "any";

export type Authenticate = (authSig: AuthSig, resourceId: string, rules: SessionRules) => Promise<Authority>;

const MAX_REMEMBERED = 10_000;
/** A contract wallet may change its owner: its word is asked for again after this. */
const REMEMBERED_MS = 5 * 60_000;

/** Signatures once verified are remembered by their hash for a while: a session signs once and opens many times. */
export function createAuthenticate(plainSignIn: PlainSignIn): Authenticate {
  const remembered = new Map<string, { readonly grant: Grant; readonly until: number }>();
  return async (authSig, resourceId, rules) => {
    const { sig, signedMessage, address, derivedVia } = authSig;
    const key = createHash("sha256")
      .update(JSON.stringify([sig, signedMessage, address, derivedVia]))
      .digest("base64");
    const known = remembered.get(key);
    if (known !== undefined && known.until >= rules.now) return known.grant.authorityFor(resourceId);
    const grant = await verifyAuthSig(authSig, rules, plainSignIn);
    if (remembered.size >= MAX_REMEMBERED) remembered.delete(remembered.keys().next().value ?? key);
    remembered.set(key, { grant, until: Math.min(grant.expires + CLOCK_GRACE_MS, rules.now + REMEMBERED_MS) });
    return grant.authorityFor(resourceId);
  };
}

async function verifyAuthSig(authSig: AuthSig, rules: SessionRules, plainSignIn: PlainSignIn): Promise<Grant> {
  if (authSig.derivedVia === "litSessionSignViaNacl") return verifySession(authSig, rules);
  if (plainSignIn === "off") throw new Refusal("NodeInvalidAuthSig", "This node asks for a session signature.");
  const statement = await verifyWallet(authSig, rules.isContractWallet, rules.now);
  const resources = decryptableResources(statement);
  const { address, expires } = statement;
  return {
    expires,
    authorityFor(resourceId) {
      if (plainSignIn === "any" || covers(resources, resourceId)) return { address, expires };
      throw new Refusal("NodeInvalidAuthSig", "The signed message does not allow decrypting this resource.");
    },
  };
}
