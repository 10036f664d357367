import { type Address, bytesToHex } from "viem";
import { done, refused } from "~/outcome.ts";
import { fromBase64, toBase64 } from "../base64.ts";
import type { NetworkCapsule } from "../capsule.ts";
import type { Gate, KeyNetwork } from "../key-network.ts";
import { openCondition } from "../open-condition.ts";

interface MemoryKeysOptions {
  /** Answers for the contract. */
  readonly canOpen: (gate: Pick<Gate, "assetId" | "version">, account: Address) => boolean | Promise<boolean>;
  readonly clock?: () => number;
}

/** A key network inside this process: real encryption, one key, no nodes. For tests of what stands above the port. */
export async function createMemoryKeys({ canOpen, clock = Date.now }: MemoryKeysOptions): Promise<KeyNetwork> {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const publicKey = bytesToHex(crypto.getRandomValues(new Uint8Array(48))).slice(2);
  const bound = (capsule: Pick<NetworkCapsule, "conditions" | "dataToEncryptHash">) =>
    new TextEncoder().encode(JSON.stringify([capsule.conditions, capsule.dataToEncryptHash]));
  const digest = async (bytes: Uint8Array<ArrayBuffer>) =>
    bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))).slice(2);

  return {
    publicKey,
    async wrap(dataKey, gate) {
      if (dataKey.length !== 32) throw new RangeError(`A data key has 32 bytes, not ${dataKey.length}.`);
      const conditions = [openCondition(gate)];
      const dataToEncryptHash = await digest(dataKey);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const additionalData = bound({ conditions, dataToEncryptHash });
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, dataKey));
      return {
        format: "tessera-capsule/1",
        network: "lit",
        networkPublicKey: publicKey,
        litChain: conditions[0]?.chain ?? "",
        conditions,
        ciphertext: toBase64(new Uint8Array([...iv, ...sealed])),
        dataToEncryptHash,
      };
    },
    async unwrap(capsule, session) {
      if (capsule.networkPublicKey !== publicKey) return refused("other-network");
      if (session.expires.getTime() <= clock()) return refused("session-refused");
      const [assetId = "0", version = "0"] = capsule.conditions[0]?.functionParams ?? [];
      const gate = {
        assetId: `0x${BigInt(assetId).toString(16).padStart(64, "0")}` as const,
        version: Number(version),
      };
      if (!(await canOpen(gate, session.address))) return refused("not-allowed");
      const bytes = fromBase64(capsule.ciphertext);
      const algorithm = { name: "AES-GCM", iv: bytes.slice(0, 12), additionalData: bound(capsule) };
      try {
        const dataKey = new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes.slice(12)));
        return done({ dataKey, dishonest: [] });
      } catch {
        return refused("broken");
      }
    },
    status: async () => ({ adapter: "memory", nodes: 1, alive: 1, threshold: 1, dead: [] }),
  };
}
