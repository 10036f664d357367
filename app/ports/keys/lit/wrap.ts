import type { NetworkCapsule } from "../capsule.ts";
import type { DataKey, Gate } from "../key-network.ts";
import { openCondition } from "../open-condition.ts";
import { identityOf, sha256Hex } from "./identity.ts";
import { loadCrypto } from "./load-sdk.ts";

export async function wrap(networkPublicKey: string, dataKey: DataKey, gate: Gate): Promise<NetworkCapsule> {
  if (dataKey.length !== 32) throw new RangeError(`A data key has 32 bytes, not ${dataKey.length}.`);
  const condition = openCondition(gate);
  const dataToEncryptHash = await sha256Hex(dataKey);
  const { encrypt } = await loadCrypto();
  const ciphertext = await encrypt(networkPublicKey, dataKey, await identityOf([condition], dataToEncryptHash));
  return {
    format: "tessera-capsule/1",
    network: "lit",
    networkPublicKey,
    litChain: condition.chain,
    conditions: [condition],
    ciphertext,
    dataToEncryptHash,
  };
}
