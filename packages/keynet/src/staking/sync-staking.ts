import type { Hex } from "viem";
import { fetchStatus } from "../ceremony/ask-node.ts";
import { listValidators, type StakingTarget } from "./register-network.ts";
import { validatorsOf } from "./validators.ts";

const PROBE_MS = 2_000;

export interface StakingState {
  /** Nodes that answer and hold their share. */
  readonly alive: readonly string[];
  readonly dead: readonly string[];
  /** The transaction that changed the list, or null where it was right already. */
  readonly transaction: Hex | null;
}

/**
 * Asks every node whether it lives, takes dead ones off the on-chain list and puts returned ones back: a client connects only where all
 * listed nodes answer. Where fewer live than must agree, the list stays: nothing opens either way.
 */
export async function syncStaking(target: StakingTarget): Promise<StakingState> {
  const { network } = target;
  const alive = await Promise.all(
    network.nodes.map(async (url, position) => {
      const status = await fetchStatus(url, PROBE_MS).catch(() => null);
      return status?.active?.index === position + 1 && status.active.network.publicKey === network.publicKey;
    }),
  );
  const living = validatorsOf(network).filter((_, position) => alive[position]);
  return {
    alive: network.nodes.filter((_, position) => alive[position]),
    dead: network.nodes.filter((_, position) => !alive[position]),
    transaction: living.length < network.threshold ? null : await listValidators(target, living),
  };
}
