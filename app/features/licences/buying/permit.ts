import { type Address, type Client, parseAbi } from "viem";
import { readContract } from "viem/actions";

/** EIP-2612. */
export const permitTypes = {
  abi: parseAbi([
    "function name() view returns (string)",
    "function version() view returns (string)",
    "function nonces(address owner) view returns (uint256)",
    "function balanceOf(address account) view returns (uint256)",
  ]),
  types: {
    Permit: [
      { name: "owner", type: "address" },
      { name: "spender", type: "address" },
      { name: "value", type: "uint256" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  },
} as const;

/** The token's EIP-712 domain and the owner's next nonce. Tokens that don't tell their version use "1". */
export async function permitDomain(client: Client, token: Address, owner: Address, chainId: number) {
  const at = { address: token, abi: permitTypes.abi } as const;
  const [name, version, nonce] = await Promise.all([
    readContract(client, { ...at, functionName: "name" }),
    readContract(client, { ...at, functionName: "version" }).catch(() => "1"),
    readContract(client, { ...at, functionName: "nonces", args: [owner] }),
  ]);
  return { domain: { name, version, chainId, verifyingContract: token }, nonce };
}
