import type { Address, Hex, PublicClient } from "viem";

export interface BlockRef {
  readonly number: bigint;
  readonly hash: Hex;
}

export interface Block extends BlockRef {
  readonly parentHash: Hex;
  /** Seconds since 1970. */
  readonly timestamp: bigint;
}

/** A log as the node gave it, undecoded: decoding is its reader's. */
export interface ChainLog {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: bigint;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  readonly logIndex: number;
}

export interface Receipt extends BlockRef {
  readonly transaction: Hex;
  readonly succeeded: boolean;
  readonly logs: readonly ChainLog[];
}

/**
 * A chain as this installation reads it. Every answer is parsed; a node that can't be reached or answers nonsense throws ChainError.
 * Nothing here signs or sends.
 */
export interface Chain {
  readonly id: number;
  readonly rpcUrl: string;
  /** The newest block. */
  head(): Promise<Block>;
  /** The block of this number on the node's present chain, or null where it has none (yet, or any more). */
  block(number: bigint): Promise<Block | null>;
  /** Blocks `from` to `to`, both included, in order; shorter where the chain ends sooner. */
  blocks(from: bigint, to: bigint): Promise<Block[]>;
  /** Logs of `addresses` in blocks `from` to `to`, both included, in the chain's order. */
  logs(addresses: readonly Address[], from: bigint, to: bigint): Promise<ChainLog[]>;
  /** Logs of `addresses` in exactly the block of this hash. Throws where the node no longer has it. */
  logsOf(addresses: readonly Address[], hash: Hex): Promise<ChainLog[]>;
  /** The receipt of a mined transaction, or null while it is not mined. */
  receipt(transaction: Hex): Promise<Receipt | null>;
  /** A typed view call. Throws viem's ContractFunctionExecutionError where the contract reverts. */
  readonly read: PublicClient["readContract"];
  /** Tries a call that would change something, and changes nothing. Throws as `read` does. */
  readonly simulate: PublicClient["simulateContract"];
  /**
   * Whether `signature` is `address`'s over `message` (EIP-191). Keys are recovered here; contracts are asked by ERC-1271, and those
   * that are not deployed yet by ERC-6492. A malformed signature is false.
   */
  verifyMessage(input: { address: Address; message: string; signature: Hex }): Promise<boolean>;
  /** Calls `onHead` soon after each change of the head, one call at a time. @returns the function that stops it. */
  watchHeads(onHead: (head: Block) => Promise<void> | void, onError: (error: unknown) => void): () => void;
}

/** The node could not be reached, or said something that is not an answer. */
export class ChainError extends Error {
  override name = "ChainError";
}
