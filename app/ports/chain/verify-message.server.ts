import { type Address, ContractFunctionExecutionError, type Hex, hashMessage, type PublicClient, size } from "viem";
import { recoverMessageAddress } from "viem/utils";

const GOOD = "0x1626ba7e";
const erc1271 = [
  {
    type: "function",
    name: "isValidSignature",
    stateMutability: "view",
    inputs: [{ type: "bytes32" }, { type: "bytes" }],
    outputs: [{ type: "bytes4" }],
  },
] as const;

/**
 * A key's own signature needs no chain. A deployed contract is asked directly, because the universal validator takes no signature
 * shorter than a word, and some contracts (a Safe that approved the message on chain) expect an empty one. What is left may be ERC-6492.
 */
export async function verifyMessage(
  client: PublicClient,
  { address, message, signature }: { address: Address; message: string; signature: Hex },
): Promise<boolean> {
  if (size(signature) === 65) {
    const signer = await recoverMessageAddress({ message, signature }).catch(() => null);
    if (signer?.toLowerCase() === address.toLowerCase()) return true;
  }
  if (await acceptsSignature(client, address, hashMessage(message), signature)) return true;
  return client.verifyMessage({ address, message, signature });
}

async function acceptsSignature(client: PublicClient, address: Address, hash: Hex, signature: Hex): Promise<boolean> {
  try {
    const answer = await client.readContract({
      address,
      abi: erc1271,
      functionName: "isValidSignature",
      args: [hash, signature],
    });
    return answer === GOOD;
  } catch (error) {
    if (error instanceof ContractFunctionExecutionError) return false;
    throw error;
  }
}
