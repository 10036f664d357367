import { type Address, createClient, erc20Abi, http, zeroAddress } from "viem";
import { getBalance, readContract } from "viem/actions";
import type { Site } from "~/site.ts";

/** What `account` has of a currency now, in minor units; the zero address is the chain's own coin. */
export async function readBalance(site: Pick<Site, "chain">, currency: Address, account: Address): Promise<bigint> {
  const client = createClient({ transport: http(site.chain.rpcUrl) });
  if (currency === zeroAddress) return getBalance(client, { address: account });
  return readContract(client, { address: currency, abi: erc20Abi, functionName: "balanceOf", args: [account] });
}
