import {
  type Address,
  createClient,
  custom,
  type Hex,
  http,
  numberToHex,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from "viem";
import { getChainId, getTransactionReceipt, simulateContract, switchChain, writeContract } from "viem/actions";
import type { Site } from "~/site.ts";
import { chainOf } from "./chain-of.ts";
import type { Provider } from "./provider.ts";
import type { ContractCall } from "./wallet-context.ts";

const pollEvery = 400;
const patience = 180_000;

export class TransactionFailedError extends Error {
  override name = "TransactionFailedError";
  constructor() {
    super("The transaction was written to the chain but failed there. Only the network fee was spent.");
  }
}

export class NotConfirmedError extends Error {
  override name = "NotConfirmedError";
  constructor(hash: Hex) {
    super(
      `The transaction was sent but is not confirmed after ${patience / 60_000} minutes. It may still be: look for ${hash}.`,
    );
  }
}

/** @throws viem's error when the dry run reverts, the wallet's when it declines, TransactionFailedError, NotConfirmedError. */
export async function sendCall(
  site: Site,
  provider: Provider,
  account: Address,
  call: ContractCall,
): Promise<TransactionReceipt> {
  const chain = chainOf(site);
  const reader = createClient({ chain, transport: http(site.chain.rpcUrl) });
  const signer = createClient({ account, chain, transport: custom(provider) });
  if ((await getChainId(signer)) !== site.chain.id) await enterChain(site, provider);
  const { onSent, ...rest } = call;
  await simulateContract(reader, { ...rest, account });
  const hash = await writeContract(signer, { ...rest, account, chain });
  onSent?.(hash);
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const receipt = await getTransactionReceipt(reader, { hash }).catch((error: unknown) => {
      if (error instanceof TransactionReceiptNotFoundError) return null;
      throw error;
    });
    if (receipt?.status === "reverted") throw new TransactionFailedError();
    if (receipt) return receipt;
    await new Promise((resolve) => setTimeout(resolve, pollEvery));
  }
  throw new NotConfirmedError(hash);
}

/** Asks the wallet to switch to the site's chain, and to add it first where it is unknown (EIP-3085, code 4902). */
async function enterChain(site: Site, provider: Provider): Promise<void> {
  const chain = chainOf(site);
  const signer = createClient({ chain, transport: custom(provider) });
  try {
    await switchChain(signer, { id: chain.id });
  } catch (error) {
    const unknown =
      error instanceof Error && /4902|unrecognized chain/i.test(`${error.message} ${String(error.cause)}`);
    if (!unknown) throw error;
    await provider.request({
      method: "wallet_addEthereumChain",
      params: [
        {
          chainId: numberToHex(chain.id),
          chainName: chain.name,
          nativeCurrency: chain.nativeCurrency,
          rpcUrls: [site.chain.rpcUrl],
        },
      ],
    });
  }
}
