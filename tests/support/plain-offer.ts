import type { Address } from "viem";
import type { OfferTerms } from "../../scripts/demo/publish-asset.ts";

const DAY = 86_400;

/** Thirty days, disputable for one, neither resellable nor limited, unless told otherwise. */
export const plainOffer = (currency: Address, terms: Partial<OfferTerms> & Pick<OfferTerms, "price">): OfferTerms => ({
  currency,
  ...{ term: 30 * DAY, uses: 0, hold: DAY, resaleShare: 0 },
  ...{ resellable: false, transferable: false, opensLater: false },
  ...{ supplyCap: 0, start: 0, end: 0, allowRoot: `0x${"00".repeat(32)}` },
  ...terms,
});
