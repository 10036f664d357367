import type { AccessCondition } from "./capsule.ts";
import type { Gate } from "./key-network.ts";
import { litChainOf } from "./lit-chain.ts";

/** `canOpen(assetId, version, :userAddress) = true`. Its exact form is part of a capsule's identity: never change it. */
export function openCondition({ chainId, contract, assetId, version }: Gate): AccessCondition {
  return {
    contractAddress: contract.toLowerCase(),
    functionName: "canOpen",
    functionParams: [BigInt(assetId).toString(), String(version), ":userAddress"],
    functionAbi: {
      name: "canOpen",
      inputs: [
        { name: "assetId", type: "uint256" },
        { name: "version", type: "uint32" },
        { name: "account", type: "address" },
      ],
      outputs: [{ name: "", type: "bool" }],
      stateMutability: "view",
    },
    chain: litChainOf(chainId),
    returnValueTest: { key: "", comparator: "=", value: "true" },
  };
}
