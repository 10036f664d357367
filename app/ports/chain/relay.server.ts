import { createWalletClient, type Hex, http, type WalletClient } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Chain } from "./chain.ts";

/** Signs and sends transactions of the operator's, one after another, so that nonces never part. */
export interface Relay {
  /** @returns the hash once the transaction was sent */
  write(call: RelayCall): Promise<Hex>;
}

export type RelayCall = Pick<Parameters<WalletClient["writeContract"]>[0], "address" | "abi" | "functionName" | "args">;

export function createRelay(chain: Pick<Chain, "id" | "rpcUrl">, key: Hex): Relay {
  const account = privateKeyToAccount(key);
  const client = createWalletClient({
    account,
    chain: {
      id: chain.id,
      name: `chain ${chain.id}`,
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: { default: { http: [chain.rpcUrl] } },
    },
    transport: http(chain.rpcUrl),
  });
  let last: Promise<unknown> = Promise.resolve();
  return {
    write(call) {
      const sent = last.then(() => client.writeContract({ ...call, account, chain: client.chain }));
      last = sent.catch(() => {});
      return sent;
    },
  };
}
