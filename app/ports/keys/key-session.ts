import { recapStatement } from "@tessera/keynet/recap-statement";
import { type Address, bytesToHex, type Hex, hexToBytes } from "viem";
import { createSiweMessage } from "viem/siwe";
import { type KeptSession, keepSession, recallSession, type SessionStore, sessionStore } from "./session-store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A session that ends sooner is not begun with: an opening may wait in a queue. */
const LEAST_LEFT_MS = 5 * 60 * 1000;

/** A session signature for one node, in Lit's form. */
export interface SessionSignature {
  readonly sig: string;
  readonly derivedVia: string;
  readonly signedMessage: string;
  readonly address: string;
  readonly algo: "ed25519";
}

/** A wallet's leave to open, held by a key of this browser's for a day at most. */
export interface KeySession {
  readonly address: Address;
  readonly expires: Date;
  /** The signature to show to the node at this address, and of use nowhere else. */
  signFor(node: string): SessionSignature;
}

export interface WalletSigner {
  readonly address: Address;
  /** EIP-191; a contract wallet's ERC-1271 signature will do. */
  signMessage(message: string): Promise<Hex>;
}

export interface SessionOptions {
  readonly chainId: number;
  /** Shown by the wallet: the site's host. */
  readonly domain?: string;
  readonly store?: SessionStore;
}

const underway = new Map<string, Promise<KeySession>>();

/**
 * The wallet's session for opening: the kept one, or a new one for which the wallet signs once. Sessions of other wallets are forgotten.
 * @throws the wallet's own error where the person declines
 */
export function openKeySession(signer: WalletSigner, options: SessionOptions): Promise<KeySession> {
  const name = `${options.chainId}.${signer.address.toLowerCase()}`;
  const store = options.store ?? sessionStore();
  const known = recallSession(store, name, Date.now() + LEAST_LEFT_MS);
  if (known !== null) return toSession(known);
  const waiting = underway.get(name);
  if (waiting !== undefined) return waiting;
  const opening = signSession(signer, options)
    .then((session) => {
      keepSession(store, name, session);
      return toSession(session);
    })
    .finally(() => underway.delete(name));
  underway.set(name, opening);
  return opening;
}

async function signSession(signer: WalletSigner, options: SessionOptions): Promise<KeptSession> {
  const { ed25519 } = await import("@noble/curves/ed25519");
  const secret = ed25519.utils.randomPrivateKey();
  const sessionKey = bytesToHex(ed25519.getPublicKey(secret)).slice(2);
  const expires = new Date(Date.now() + DAY_MS);
  const att = { "lit-accesscontrolcondition://*": { "Threshold/Decryption": [{}] } };
  const signedMessage = createSiweMessage({
    address: signer.address,
    chainId: options.chainId,
    domain: options.domain ?? location.host,
    nonce: bytesToHex(crypto.getRandomValues(new Uint8Array(16))).slice(2),
    uri: `lit:session:${sessionKey}`,
    version: "1",
    statement: `Open what my licences allow, in this browser, for one day. ${recapStatement(att)}`,
    issuedAt: new Date(),
    expirationTime: expires,
    resources: [`urn:recap:${base64url(JSON.stringify({ att, prf: [] }))}`],
  });
  const sig = await signer.signMessage(signedMessage);
  const { address } = signer;
  return {
    address,
    expires: expires.getTime(),
    secret: bytesToHex(secret),
    capability: { sig, derivedVia: "web3.eth.personal.sign", signedMessage, address },
  };
}

async function toSession(kept: KeptSession): Promise<KeySession> {
  const { ed25519 } = await import("@noble/curves/ed25519");
  const secret = hexToBytes(kept.secret);
  const sessionKey = bytesToHex(ed25519.getPublicKey(secret)).slice(2);
  const resource = { resource: "*", resourcePrefix: "lit-accesscontrolcondition" };
  const issuedAt = new Date().toISOString();
  const signed = new Map<string, SessionSignature>();
  return {
    address: kept.address,
    expires: new Date(kept.expires),
    signFor(nodeAddress) {
      const known = signed.get(nodeAddress);
      if (known !== undefined) return known;
      const signedMessage = JSON.stringify({
        sessionKey,
        resourceAbilityRequests: [{ resource, ability: "access-control-condition-decryption" }],
        capabilities: [kept.capability],
        issuedAt,
        expiration: new Date(kept.expires).toISOString(),
        nodeAddress,
      });
      const sig = bytesToHex(ed25519.sign(new TextEncoder().encode(signedMessage), secret)).slice(2);
      const signature = {
        sig,
        derivedVia: "litSessionSignViaNacl",
        signedMessage,
        address: sessionKey,
        algo: "ed25519" as const,
      };
      signed.set(nodeAddress, signature);
      return signature;
    },
  };
}

const base64url = (text: string): string => btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
