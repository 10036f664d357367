import { type Address, createPublicClient, createWalletClient, type Hex, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Network } from "../network.ts";
import { stakingAbi } from "./staking-abi.ts";
import { type Validator, validatorsOf } from "./validators.ts";

export interface StakingTarget {
  readonly rpcUrl: string;
  /** Of the account that owns the contract. */
  readonly ownerKey: Hex;
  readonly keyNetworkAddress: Address;
  readonly network: Network;
}

/**
 * Lists all of a network's nodes on chain, where clients find them. Writes only where the list differs.
 * @returns the transaction, or null where nothing had to change. @throws NotStakeable
 */
export const registerNetwork = (target: StakingTarget): Promise<Hex | null> =>
  listValidators(target, validatorsOf(target.network));

/** Makes the on-chain list exactly these nodes. @returns the transaction, or null where it was so already. */
export async function listValidators(target: StakingTarget, validators: readonly Validator[]): Promise<Hex | null> {
  const transport = http(target.rpcUrl);
  const client = createPublicClient({ transport, pollingInterval: 50 });
  const contract = { address: target.keyNetworkAddress, abi: stakingAbi } as const;
  const [, threshold, listed] = await client.readContract({
    ...contract,
    functionName: "getActiveUnkickedValidatorStructsAndCounts",
  });
  const describe = (nodes: readonly Pick<Validator, "ip" | "port" | "nodeAddress">[]): string =>
    nodes.map(({ ip, port, nodeAddress }) => `${ip}:${port}/${nodeAddress}`).join();
  if (Number(threshold) === target.network.threshold && describe(listed) === describe(validators)) return null;

  const account = privateKeyToAccount(target.ownerKey);
  const { request } = await client.simulateContract({
    ...contract,
    account,
    functionName: "set",
    args: [
      BigInt(target.network.threshold),
      validators.map(({ ip }) => ip),
      validators.map(({ port }) => port),
      validators.map(({ nodeAddress }) => nodeAddress),
    ],
  });
  const hash = await createWalletClient({ account, transport }).writeContract({ ...request, chain: null });
  await client.waitForTransactionReceipt({ hash });
  return hash;
}
