import { createContext, useContext } from "react";
import type {
  Abi,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
  Hex,
  TransactionReceipt,
  TypedDataDefinition,
} from "viem";

/** A transaction to be: reverts are found by a dry run before the wallet is asked. */
export interface ContractCall<
  A extends Abi | readonly unknown[] = Abi,
  Name extends ContractFunctionName<A, "nonpayable" | "payable"> = ContractFunctionName<A, "nonpayable" | "payable">,
> {
  address: Address;
  abi: A;
  functionName: Name;
  args: ContractFunctionArgs<A, "nonpayable" | "payable", Name>;
  /** Wei of the chain's own coin. */
  value?: bigint;
  /** Called once the transaction is sent and before it is confirmed. */
  onSent?: (hash: Hex) => void;
}

export interface Wallet {
  /** none: nothing chosen. connecting: waiting for the wallet. ready: `address` can sign. */
  status: "none" | "connecting" | "ready";
  kind: "demo" | "browser" | null;
  /** "Builder (demo)" or the wallet's own name. */
  name: string | null;
  address: Address | null;
  /** The chain that the wallet is on; it may differ from the site's until a transaction asks it to switch. */
  chainId: number | null;
  /** Opens the panel to choose a wallet and sign in. */
  connect: () => void;
  leave: () => void;
  /** All of these reject with the wallet's error; `walletWords` puts it in words. */
  signMessage: (message: string) => Promise<Hex>;
  signTypedData: (data: TypedDataDefinition) => Promise<Hex>;
  /** Dry run, switch of chain where needed, signature, and the wait for the receipt. */
  writeContract: <
    const A extends Abi | readonly unknown[],
    Name extends ContractFunctionName<A, "nonpayable" | "payable">,
  >(
    call: ContractCall<A, Name>,
  ) => Promise<TransactionReceipt>;
}

export const WalletContext = createContext<Wallet | null>(null);

/** @throws outside of WalletProvider, which the root renders around every page. */
export function useWallet(): Wallet {
  const wallet = useContext(WalletContext);
  if (!wallet) throw new Error("useWallet needs a WalletProvider above it.");
  return wallet;
}
