import type { Address, Hex } from "viem";

/** An offer's terms as the contract has them: amounts in the currency's minor units, times in seconds. */
export interface OfferTerms {
  readonly currency: Address;
  readonly price: bigint;
  /** 4294967295 is for ever; 0 where it is metered. */
  readonly term: number;
  /** Units in one purchase of a metered offer, else 0. */
  readonly uses: number;
  /** In which a payment can still be disputed. */
  readonly hold: number;
  readonly resaleShare: number;
  readonly resellable: boolean;
  readonly transferable: boolean;
  readonly opensLater: boolean;
  readonly supplyCap: number;
  readonly start: number;
  readonly end: number;
  readonly allowRoot: Hex;
}

const FOR_EVER = 0xffff_ffff;

type Chosen = Pick<OfferTerms, "currency" | "price"> &
  (
    | { readonly model: "for-ever"; readonly hold: number }
    | { readonly model: "term"; readonly term: number; readonly hold: number }
    /** The price is of all uses together. Packs are prepaid: what is unspent can be taken back, so nothing is held. */
    | { readonly model: "metered"; readonly uses: number }
  );

/** A public offer without resale, limits of supply or dates. */
export function offerTerms(chosen: Chosen): OfferTerms {
  const { currency, price, model } = chosen;
  return {
    currency,
    price,
    term: model === "metered" ? 0 : model === "term" ? chosen.term : FOR_EVER,
    uses: model === "metered" ? chosen.uses : 0,
    hold: model === "metered" ? 0 : chosen.hold,
    resaleShare: 0,
    resellable: false,
    transferable: false,
    opensLater: false,
    supplyCap: 0,
    start: 0,
    end: 0,
    allowRoot: `0x${"00".repeat(32)}`,
  };
}
