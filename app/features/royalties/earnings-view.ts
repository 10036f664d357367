import type { AssetId } from "~/ids.ts";
import type { Currency } from "~/money.ts";

/** An account's income in one currency. Amounts are minor units. */
export interface EarningsView {
  readonly currency: Currency;
  readonly held: bigint;
  /** Claimable of all assets, and the balance already credited. */
  readonly withdrawable: bigint;
  readonly withdrawn: bigint;
  readonly assets: readonly AssetEarnings[];
}

export interface AssetEarnings {
  readonly asset: AssetId;
  readonly title: string;
  /** The asset's creator is this account; else it is a contributor. */
  readonly creator: boolean;
  /** Parts per million. */
  readonly ppm: number;
  readonly held: bigint;
  readonly claimable: bigint;
  readonly claimed: bigint;
  /** For the claim: the shares' period, and its leaves in the order of the tree. */
  readonly period: number;
  readonly shares: readonly { readonly recipient: bigint; readonly ppm: number }[];
}
