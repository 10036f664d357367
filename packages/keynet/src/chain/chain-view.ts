import type { Address, Hex } from "viem";

/** A chain at one block: everything read through one view is of that block. */
export interface ChainView {
  readonly block: bigint;
  /** The block's time, in seconds. */
  readonly timestamp: bigint;
  /** @throws CallReverted where the contract reverts; ChainUnavailable where the chain can't be read. */
  call(to: Address, data: Hex): Promise<Hex>;
  /** In wei. @throws ChainUnavailable */
  balance(address: Address): Promise<bigint>;
}

/** The chain answered that this call reverts. */
export class CallReverted extends Error {
  override readonly name = "CallReverted";
}

/** The chain did not answer, or two RPC endpoints that must agree did not. Nothing is opened on doubt. */
export class ChainUnavailable extends Error {
  override readonly name = "ChainUnavailable";
}
