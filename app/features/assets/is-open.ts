/** What of an offer decides whether it is on sale, with what else its page shows. Times are seconds. */
export interface OfferRow {
  readonly id: string;
  readonly number: number;
  readonly currency: string;
  readonly price: { toFixed(digits: number): string };
  readonly term: bigint;
  readonly uses: number;
  readonly hold: number;
  readonly paused: boolean;
  readonly supply: number;
  /** Zero: no cap. */
  readonly supplyCap: bigint;
  readonly start: bigint;
  /** Zero: never. */
  readonly end: bigint;
}

/** Neither paused, nor sold out, nor outside its dates. Whether its asset is frozen is another question. */
export function isOpen(offer: OfferRow, now: bigint): boolean {
  if (offer.paused) return false;
  if (offer.supplyCap > 0n && BigInt(offer.supply) >= offer.supplyCap) return false;
  return now >= offer.start && (offer.end === 0n || now < offer.end);
}
