import { scryptAsync } from "@noble/hashes/scrypt";
import { done, type Outcome, refused } from "~/outcome.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import type { RecoveryCapsule } from "./capsule.ts";
import type { DataKey } from "./key-network.ts";

/** 128 MiB of memory and about a second in a browser for each guess. */
const COST = { N: 131_072, r: 8, p: 1 } as const;
const ASSOCIATED = new TextEncoder().encode("tessera-capsule/1|recovery");
export const SHORTEST_PASSPHRASE = 12;

async function deriveKey(passphrase: string, kdf: RecoveryCapsule["kdf"]): Promise<CryptoKey> {
  const { N, r, p, salt } = kdf;
  const raw = await scryptAsync(passphrase.normalize("NFKC"), fromBase64(salt), {
    N,
    r,
    p,
    dkLen: 32,
    maxmem: 2 ** 31,
  });
  return crypto.subtle.importKey("raw", new Uint8Array(raw), "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** The creator's own capsule: it opens with a passphrase alone, when every key network is gone. @throws RangeError where the passphrase is short */
export async function sealRecovery(dataKey: DataKey, passphrase: string): Promise<RecoveryCapsule> {
  if (passphrase.length < SHORTEST_PASSPHRASE) {
    throw new RangeError(`A recovery passphrase has at least ${SHORTEST_PASSPHRASE} characters.`);
  }
  const kdf = { name: "scrypt" as const, ...COST, salt: toBase64(crypto.getRandomValues(new Uint8Array(16))) };
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await deriveKey(passphrase, kdf);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: ASSOCIATED }, key, dataKey);
  return {
    format: "tessera-capsule/1",
    network: "recovery",
    kdf,
    nonce: toBase64(iv),
    ciphertext: toBase64(new Uint8Array(sealed)),
  };
}

export async function openRecovery(
  capsule: RecoveryCapsule,
  passphrase: string,
): Promise<Outcome<DataKey, "wrong-passphrase">> {
  const key = await deriveKey(passphrase, capsule.kdf);
  const algorithm = { name: "AES-GCM", iv: fromBase64(capsule.nonce), additionalData: ASSOCIATED };
  try {
    return done(new Uint8Array(await crypto.subtle.decrypt(algorithm, key, fromBase64(capsule.ciphertext))));
  } catch {
    return refused("wrong-passphrase");
  }
}
