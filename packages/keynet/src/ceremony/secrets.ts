import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { x25519 } from "@noble/curves/ed25519";

const derive = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "tessera keynet", purpose, 32));

/** What a coordinator shows to be allowed to run a ceremony. It does not let it speak in a node's name. */
export const coordinatorToken = (secret: string): string => derive(secret, "coordinator").toString("hex");

export interface MemberCode {
  sign(message: unknown): string;
  verify(message: unknown, mac: string): boolean;
}

/** The code by which nodes know each other's words, whoever carries them. */
export function createMemberCode(secret: string): MemberCode {
  const key = derive(secret, "member");
  const sign = (message: unknown): string => createHmac("sha256", key).update(JSON.stringify(message)).digest("hex");
  return { sign, verify: (message, mac) => equalHex(sign(message), mac) };
}

export function equalHex(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

export interface ExchangeKey {
  readonly secret: Uint8Array;
  readonly publicKey: string;
}

export function createExchangeKey(): ExchangeKey {
  const secret = randomBytes(32);
  return { secret, publicKey: Buffer.from(x25519.getPublicKey(secret)).toString("hex") };
}

const boxKey = (mine: ExchangeKey, theirs: string, context: string): Buffer =>
  Buffer.from(hkdfSync("sha256", x25519.getSharedSecret(mine.secret, Buffer.from(theirs, "hex")), "", context, 32));

/** `context` names the ceremony, the dealer and the holder, so that a box opens nowhere else. */
export function sealBox(mine: ExchangeKey, theirs: string, context: string, scalar: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", boxKey(mine, theirs, context), nonce);
  return Buffer.concat([nonce, cipher.update(scalar, "hex"), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

/** @throws Error where the box was not made by `theirs` for this context. */
export function openBox(mine: ExchangeKey, theirs: string, context: string, box: string): string {
  const bytes = Buffer.from(box, "base64");
  const decipher = createDecipheriv("aes-256-gcm", boxKey(mine, theirs, context), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("hex");
}
