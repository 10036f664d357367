import { ed25519 } from "@noble/curves/ed25519";
import { createSiweMessage } from "viem/siwe";
import { recapStatement } from "../src/auth/recap-statement.ts";

export interface SessionWishes {
  readonly address: `0x${string}`;
  readonly signMessage: (input: { message: string }) => Promise<string>;
  readonly node: string;
  readonly resource?: string;
  readonly askedResource?: string;
  readonly ability?: string;
  readonly issuedAt?: Date;
  readonly expires?: Date;
  readonly walletExpires?: Date;
  readonly uri?: string;
  readonly statement?: string;
  readonly derivedVia?: string;
}

const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

/** A session signature made by hand, so that a test can make every part of it wrong. */
export async function signSession(wishes: SessionWishes) {
  const secret = ed25519.utils.randomPrivateKey();
  const sessionKey = Buffer.from(ed25519.getPublicKey(secret)).toString("hex");
  const capability = await signCapability({ uri: `lit:session:${sessionKey}`, ...wishes });
  const resource = { resource: wishes.askedResource ?? "*", resourcePrefix: "lit-accesscontrolcondition" };
  const signedMessage = JSON.stringify({
    sessionKey,
    resourceAbilityRequests: [{ resource, ability: "access-control-condition-decryption" }],
    capabilities: [capability],
    issuedAt: (wishes.issuedAt ?? new Date()).toISOString(),
    expiration: (wishes.expires ?? inAnHour()).toISOString(),
    nodeAddress: wishes.node,
  });
  const sig = Buffer.from(ed25519.sign(Buffer.from(signedMessage), secret)).toString("hex");
  return { sig, derivedVia: "litSessionSignViaNacl", signedMessage, address: sessionKey, algo: "ed25519" };
}

/** A wallet's Sign-In with Ethereum that allows decrypting. */
export async function signCapability(wishes: Omit<SessionWishes, "node">) {
  const att = {
    [`lit-accesscontrolcondition://${wishes.resource ?? "*"}`]: { [wishes.ability ?? "Threshold/Decryption"]: [{}] },
  };
  const signedMessage = createSiweMessage({
    domain: "localhost",
    address: wishes.address,
    statement: wishes.statement ?? recapStatement(att),
    uri: wishes.uri ?? "http://localhost/login",
    version: "1",
    chainId: 1,
    nonce: "abcdefgh12345678",
    issuedAt: wishes.issuedAt ?? new Date(),
    expirationTime: wishes.walletExpires ?? wishes.expires ?? inAnHour(),
    resources: [`urn:recap:${Buffer.from(JSON.stringify({ att, prf: [] })).toString("base64url")}`],
  });
  const sig = await wishes.signMessage({ message: signedMessage });
  return { sig, derivedVia: wishes.derivedVia ?? "web3.eth.personal.sign", signedMessage, address: wishes.address };
}
