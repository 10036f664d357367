import { createPublicClient, http } from "viem";
import type { ContractWalletCheck } from "../auth/verify-wallet.ts";

/** ERC-1271 for deployed wallets, ERC-6492 for wallets not deployed yet. All endpoints of a chain must say yes. */
export function createContractWalletCheck(
  chains: Readonly<Record<string, readonly string[]>>,
): (chain: string) => ContractWalletCheck {
  const clients = new Map(
    Object.entries(chains).map(([name, urls]) => [
      name,
      urls.map((url) => createPublicClient({ transport: http(url) })),
    ]),
  );
  return (chain) => async (address, message, signature) => {
    const endpoints = clients.get(chain) ?? [];
    const answers = await Promise.all(
      endpoints.map((client) => client.verifyMessage({ address, message, signature }).catch(() => false)),
    );
    return answers.length > 0 && answers.every((valid) => valid);
  };
}
