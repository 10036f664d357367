import { bytesToHex } from "viem";
import type { AccessCondition, NetworkCapsule } from "../capsule.ts";
import { loadConditions } from "./load-sdk.ts";

export const sha256Hex = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))).slice(2);

/** Under what name a data key is wrapped; the nodes sign exactly this. UTF-8. */
export async function identityOf(
  conditions: readonly AccessCondition[],
  dataToEncryptHash: string,
): Promise<Uint8Array> {
  const { hashEVMContractConditions } = await loadConditions();
  const hash = new Uint8Array(await hashEVMContractConditions([...conditions]));
  return new TextEncoder().encode(`lit-accesscontrolcondition://${bytesToHex(hash).slice(2)}/${dataToEncryptHash}`);
}

export const identityOfCapsule = (capsule: NetworkCapsule): Promise<Uint8Array> =>
  identityOf(capsule.conditions, capsule.dataToEncryptHash);
