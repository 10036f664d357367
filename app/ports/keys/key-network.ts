import type { Address } from "viem";
import type { Outcome } from "~/outcome.ts";
import type { NetworkCapsule } from "./capsule.ts";
import type { KeySession } from "./key-session.ts";

/** 32 random bytes. Whoever holds them overwrites them when done. */
export type DataKey = Uint8Array<ArrayBuffer>;

/** What guards a data key: `canOpen(assetId, version, account)` of this contract. */
export interface Gate {
  readonly chainId: number;
  readonly contract: Address;
  /** The asset's id, 32 bytes as hex. */
  readonly assetId: `0x${string}`;
  /** From 1. */
  readonly version: number;
}

export type UnwrapRefusal =
  /** The nodes asked the chain: this wallet may not open this version now. */
  | "not-allowed"
  /** The session signature is expired or not valid: ask the wallet for a new one. */
  | "session-refused"
  /** Too many openings in a short time; a minute later it goes on. */
  | "too-often"
  /** Fewer nodes answer than must agree, or they can't read the chain. */
  | "unreachable"
  /** The capsule belongs to another network than this one. */
  | "other-network"
  /** The capsule is damaged, or so many nodes answer falsely that too few honest ones are left. */
  | "broken";

export interface Unwrapped {
  readonly dataKey: DataKey;
  /** Addresses of nodes whose answer was not made with their share; they were left out. */
  readonly dishonest: readonly string[];
}

export interface KeyNetworkStatus {
  readonly adapter: string;
  /** Nodes that answer, of `nodes` in all. It opens while `alive >= threshold`. */
  readonly alive: number;
  readonly nodes: number;
  readonly threshold: number;
  readonly dead: readonly string[];
}

/** A network of key nodes of which a threshold must agree. Adapters: lit, memory; one contract suite for both. */
export interface KeyNetwork {
  /** The public key under which this network's capsules are wrapped: hex. */
  readonly publicKey: string;

  /**
   * The data key in a capsule that opens only where the gate says so. Needs no connection, and nobody learns of it.
   * @throws RangeError where the data key has not 32 bytes or the chain is not one that key nodes can read
   */
  wrap(dataKey: DataKey, gate: Gate): Promise<NetworkCapsule>;

  /** The capsule's data key, if the nodes agree that the session's wallet may open it now. Asks the nodes every time. */
  unwrap(capsule: NetworkCapsule, session: KeySession): Promise<Outcome<Unwrapped, UnwrapRefusal>>;

  /** Never throws: a network that does not answer has nobody alive. */
  status(): Promise<KeyNetworkStatus>;
}
