import type { Address, Hex } from "viem";
import type { AssetId } from "~/ids.ts";
import type { Money } from "~/money.ts";

export type CaseState = "open" | "proposed" | "decided" | "refunded" | "released" | "dropped";

/** A dispute over one payment. */
export interface CaseView {
  /** The number that the contract gave it. */
  readonly id: string;
  readonly asset: AssetId;
  readonly title: string;
  readonly holder: Address;
  readonly payer: Address;
  readonly amount: Money;
  readonly evidence: Hex;
  readonly openedAt: Date;
  readonly deadline: Date | null;
  readonly state: CaseState;
  readonly proposal: { readonly reviewer: Address; readonly refund: bigint } | null;
}
