import type { Address } from "viem";
import type { AssetKind } from "~/features/assets/asset-view.ts";
import type { AssetId, OfferId } from "~/ids.ts";
import type { Money } from "~/money.ts";

export type LicenceState = "valid" | "expired" | "spent" | "frozen" | "revoked";

/** What the signed-in account holds of one offer. */
export interface LicenceView {
  readonly offer: OfferId;
  readonly asset: AssetId;
  readonly title: string;
  readonly kind: AssetKind;
  readonly version: number;
  readonly acquiredAt: Date;
  /** null: for ever, or metered. */
  readonly expires: Date | null;
  /** Of a metered licence: units left. */
  readonly usesLeft: number | null;
  readonly state: LicenceState;
  /** Payments for it that are still inside the hold, or frozen. */
  readonly payments: readonly PaymentView[];
}

export interface PaymentView {
  readonly payer: Address;
  readonly amount: Money;
  /** Until then the payment can be frozen. */
  readonly holdEnd: Date;
  /** The open case that holds it, or null. */
  readonly caseId: string | null;
}
