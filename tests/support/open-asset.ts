import { createHash } from "node:crypto";
import { associatedData, openSegments } from "@tessera/envelope";
import type { Manifest } from "~/features/assets/manifest.ts";
import { done, type Outcome } from "~/outcome.ts";
import type { UnwrapRefusal } from "~/ports/keys/key-network.ts";
import { openKeySession } from "~/ports/keys/key-session.ts";
import { createLitKeys } from "~/ports/keys/lit/create-lit-keys.ts";
import type { SessionStore } from "~/ports/keys/session-store.ts";
import type { Marketplace, Person } from "./marketplace.ts";

export interface OpenedAsset {
  /** SHA-256 of the plaintext, in hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** For looking where it must not be. */
  readonly dataKey: Uint8Array;
}

function ownStore(): SessionStore {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

/** Asks the key nodes as a page does, with a session of the person's own; then reads, verifies and decrypts all of it. */
export async function openAsset(
  { keysSite, deployment }: Marketplace,
  reader: Person,
  manifest: Manifest,
): Promise<Outcome<OpenedAsset, UnwrapRefusal | "no-capsule">> {
  const capsule = manifest.capsules.find(({ network }) => network === "lit");
  if (capsule?.network !== "lit") return { ok: false, reason: "no-capsule" };
  const signMessage = (message: string) => reader.wallet.signMessage({ account: reader.account, message });
  const session = await openKeySession(
    { address: reader.address, signMessage },
    { chainId: deployment.chainId, domain: "localhost", store: ownStore() },
  );
  const keys = createLitKeys(keysSite);
  let unwrapped = await keys.unwrap(capsule, session);
  // A busy machine can be late for the client's handshake; a person would press the button again.
  for (let again = 0; again < 3 && !unwrapped.ok && unwrapped.reason === "unreachable"; again++) {
    unwrapped = await keys.unwrap(capsule, session);
  }
  if (!unwrapped.ok) return unwrapped;
  const { dataKey } = unwrapped.value;
  const ciphertext = await reader.storage.read(manifest.ciphertext.cid);
  if (ciphertext === null) throw new Error("The store does not have the ciphertext.");
  const { chainId, contract, assetId, version, plaintext } = manifest;
  const options = {
    key: dataKey,
    associatedData: associatedData({ chainId, contract, assetId, version }),
    root: plaintext.root,
  };
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of openSegments(ciphertext, options)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return done({ sha256: hash.digest("hex"), bytes, dataKey });
}
