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

/** The contract names another key than this network's: it belongs to another network. */
export class OtherNetwork extends Error {
  override readonly name = "OtherNetwork";
}

/**
 * Publishes a network's public key and lists all of its nodes on chain, where clients find them. Writes only what differs.
 * @throws NotStakeable, OtherNetwork
 */
export async function registerNetwork(target: StakingTarget): Promise<void> {
  const { contract, client, write } = open(target);
  const publicKey: Hex = `0x${target.network.publicKey}`;
  const published = await client.readContract({ ...contract, functionName: "publicKey" });
  if (published === "0x")
    await write(() => client.simulateContract({ ...contract, functionName: "setPublicKey", args: [publicKey] }));
  else if (published !== publicKey)
    throw new OtherNetwork(`The contract ${contract.address} is of the key ${published}.`);
  await listValidators(target, validatorsOf(target.network));
}

/** Makes the on-chain list exactly these nodes. @returns the transaction, or null where it was so already. */
export async function listValidators(target: StakingTarget, validators: readonly Validator[]): Promise<Hex | null> {
  const { contract, client, write } = open(target);
  const [, threshold, listed] = await client.readContract({
    ...contract,
    functionName: "getActiveUnkickedValidatorStructsAndCounts",
  });
  const describe = (nodes: readonly Pick<Validator, "ip" | "port" | "nodeAddress">[]): string =>
    nodes.map(({ ip, port, nodeAddress }) => `${ip}:${port}/${nodeAddress}`).join();
  if (Number(threshold) === target.network.threshold && describe(listed) === describe(validators)) return null;
  const nodes = validators.map(({ ip, port, nodeAddress, sharePublicKey }) => ({
    ip,
    port,
    nodeAddress,
    sharePublicKey,
  }));
  const args = [nodes, BigInt(target.network.threshold)] as const;
  return write(() => client.simulateContract({ ...contract, functionName: "setNodes", args }));
}

function open(target: StakingTarget) {
  const transport = http(target.rpcUrl);
  const account = privateKeyToAccount(target.ownerKey);
  const client = createPublicClient({ transport, pollingInterval: 50 });
  const wallet = createWalletClient({ account, transport });
  return {
    contract: { address: target.keyNetworkAddress, abi: stakingAbi, account } as const,
    client,
    async write(simulate: () => Promise<{ request: unknown }>): Promise<Hex> {
      const { request } = await simulate();
      const hash = await wallet.writeContract({
        ...(request as Parameters<typeof wallet.writeContract>[0]),
        chain: null,
      });
      const { status } = await client.waitForTransactionReceipt({ hash });
      if (status !== "success") throw new Error(`The transaction ${hash} reverted.`);
      return hash;
    },
  };
}
