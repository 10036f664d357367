import type { Address } from "viem";
import type { Currency } from "~/money.ts";
import type { KeysSite } from "~/ports/keys/lit/keys-site.ts";
import type { Part } from "~/ui/part-status.tsx";

export interface Contracts {
  readonly tessera: Address;
  readonly cases: Address;
  readonly lens: Address;
  readonly keyNetwork: Address;
  /** The demo's money, which anyone may mint; null on real networks. */
  readonly usdc: Address | null;
}

/** What a page in the browser must know of this installation. All of it is public. */
export interface Site {
  /** The chain is the embedded one, so the demo wallet and the faucet are offered. */
  readonly embedded: boolean;
  readonly chain: { readonly id: number; readonly name: string; readonly rpcUrl: string; readonly coin: string };
  readonly contracts: Contracts;
  /** Each that an offer may name, the chain's own coin included. */
  readonly currencies: readonly Currency[];
  /** How keys are wrapped and opened here. */
  readonly keys: KeysSite;
  readonly storeUrl: string;
  readonly parts: readonly Part[];
  /** Origins, beside this one and the chain's RPC, that pages talk to: store and key nodes. */
  readonly origins: readonly string[];
}
