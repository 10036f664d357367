import { createHash } from "node:crypto";
import type { Authority, AuthSig } from "./auth-sig.ts";
import { allowsDecryption } from "./recap.ts";
import { Refusal } from "./refusal.ts";
import { type SessionRules, verifySession } from "./verify-session.ts";
import { CLOCK_GRACE_MS, verifyWallet } from "./verify-wallet.ts";

/**
 * Whether a wallet's own signature opens without a session key. It is bound to no node, so one dishonest node could show it to the
 * others: off unless asked for; `recap` asks that the message itself allows decrypting, `any` takes any sign-in.
 */
export type PlainSignIn = "off" | "recap" | "any";

export type Authenticate = (authSig: AuthSig, rules: SessionRules) => Promise<Authority>;

const MAX_REMEMBERED = 10_000;

/** Signatures once verified are remembered by their hash until they expire: a session signs once and opens many times. */
export function createAuthenticate(plainSignIn: PlainSignIn): Authenticate {
  const remembered = new Map<string, Authority>();
  return async (authSig, rules) => {
    const key = createHash("sha256")
      .update(JSON.stringify([authSig, rules.resourceId]))
      .digest("base64");
    const known = remembered.get(key);
    if (known !== undefined && known.expires + CLOCK_GRACE_MS >= rules.now) return known;
    const authority = await verifyAuthSig(authSig, rules, plainSignIn);
    if (remembered.size >= MAX_REMEMBERED) remembered.delete(remembered.keys().next().value ?? key);
    remembered.set(key, authority);
    return authority;
  };
}

async function verifyAuthSig(authSig: AuthSig, rules: SessionRules, plainSignIn: PlainSignIn): Promise<Authority> {
  if (authSig.derivedVia === "litSessionSignViaNacl") return verifySession(authSig, rules);
  if (plainSignIn === "off") throw new Refusal("NodeInvalidAuthSig", "This node asks for a session signature.");
  const statement = await verifyWallet(authSig, rules.isContractWallet, rules.now);
  if (plainSignIn === "recap" && !allowsDecryption(statement, rules.resourceId)) {
    throw new Refusal("NodeInvalidAuthSig", "The signed message does not allow decrypting this resource.");
  }
  return { address: statement.address, expires: statement.expires };
}
