import { SiweMessage } from "siwe";
import type { Address } from "viem";
import { done, type Outcome, refused } from "~/outcome.ts";

/** A sign-in message that this site may accept, once its nonce and signature are found good. */
export interface SignIn {
  /** Lower case. */
  readonly address: Address;
  readonly nonce: string;
}

export interface Expected {
  /** The site's own URL: the message's domain and URI must be of its origin. */
  readonly publicUrl: string;
  readonly chainId: number;
  readonly now: Date;
}

/** A message may be this old, or this far in the future, by the server's clock. */
const TOLERANCE = { age: 10 * 60_000, ahead: 2 * 60_000 };

/** Parses an EIP-4361 message strictly and checks everything in it that needs neither database nor chain. */
export function parseSignIn(
  text: string,
  { publicUrl, chainId, now }: Expected,
): Outcome<SignIn, "malformed" | "wrong-domain" | "wrong-chain" | "not-now"> {
  const message = parse(text);
  if (message?.version !== "1") return refused("malformed");
  const site = new URL(publicUrl);
  if (message.domain !== site.host || originOf(message.uri) !== site.origin) return refused("wrong-domain");
  if (message.scheme && `${message.scheme}:` !== site.protocol) return refused("wrong-domain");
  if (message.chainId !== chainId) return refused("wrong-chain");
  if (!isCurrent(message, now.getTime())) return refused("not-now");
  return done({ address: message.address.toLowerCase() as Address, nonce: message.nonce });
}

function parse(text: string): SiweMessage | null {
  if (text.length > 4096) return null;
  try {
    const message = new SiweMessage(text);
    // What the wallet showed must be exactly what was understood: a message that reads back differently was not plain EIP-4361.
    return message.toMessage() === text ? message : null;
  } catch {
    return null;
  }
}

function originOf(uri: string): string | null {
  return URL.canParse(uri) ? new URL(uri).origin : null;
}

function isCurrent(message: SiweMessage, now: number): boolean {
  const issued = Date.parse(message.issuedAt ?? "");
  if (!(issued > now - TOLERANCE.age && issued < now + TOLERANCE.ahead)) return false;
  if (message.notBefore && !(Date.parse(message.notBefore) <= now)) return false;
  return !message.expirationTime || Date.parse(message.expirationTime) > now;
}
