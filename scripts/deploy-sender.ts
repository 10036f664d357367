import { setTimeout as sleep } from "node:timers/promises";
import {
  type Address,
  createPublicClient,
  createWalletClient,
  defineChain,
  getAddress,
  type Hex,
  http,
  type PublicClient,
  TransactionReceiptNotFoundError,
} from "viem";
import type { LocalAccount } from "viem/accounts";

/** Sends transactions of one account, one after another, each once the one before is included. */
export interface Sender {
  readonly address: Address;
  readonly nextNonce: () => number;
  /** @returns the address of the new contract. */
  readonly create: (code: Hex) => Promise<Address>;
  readonly send: (to: Address, data: Hex) => Promise<void>;
}

export class TransactionFailed extends Error {
  override readonly name = "TransactionFailed";
}

const chainOf = (id: number, rpcUrl: string) =>
  defineChain({
    id,
    name: `chain ${id}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });

export const readerOf = (rpcUrl: string, chainId: number): PublicClient =>
  createPublicClient({ chain: chainOf(chainId, rpcUrl), transport: http(rpcUrl) });

/** Polls by itself: a subscription to blocks can miss the one of an automining chain. */
async function receiptOf(reader: PublicClient, hash: Hex) {
  for (let wait = 5; ; wait = Math.min(wait * 2, 2_000)) {
    try {
      return await reader.getTransactionReceipt({ hash });
    } catch (error) {
      if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
    }
    await sleep(wait);
  }
}

/** @throws TransactionFailed where a transaction is included but reverted. */
export async function senderOf(account: LocalAccount, rpcUrl: string, chainId: number): Promise<Sender> {
  const chain = chainOf(chainId, rpcUrl);
  const reader = readerOf(rpcUrl, chainId);
  const wallet = createWalletClient({ account, chain, transport: http(rpcUrl) });
  let nonce = await reader.getTransactionCount({ address: account.address, blockTag: "pending" });

  const submit = async (request: { to?: Address; data: Hex }) => {
    const hash = await wallet.sendTransaction({ ...request, nonce });
    nonce += 1;
    const receipt = await receiptOf(reader, hash);
    if (receipt.status !== "success") throw new TransactionFailed(`Transaction ${hash} on chain ${chainId} reverted.`);
    return receipt;
  };

  return {
    address: account.address,
    nextNonce: () => nonce,
    create: async (data) => {
      const { contractAddress, transactionHash } = await submit({ data });
      if (!contractAddress) throw new TransactionFailed(`Transaction ${transactionHash} created no contract.`);
      return getAddress(contractAddress);
    },
    send: async (to, data) => {
      await submit({ to, data });
    },
  };
}
