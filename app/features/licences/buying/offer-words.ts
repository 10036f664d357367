import type { OfferView } from "~/features/assets/asset-view.ts";
import { formatCount } from "~/ui/figures.ts";

const units = [
  ["year", 31_536_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "30 days", from seconds; whole units only. */
export function termWords(seconds: number): string {
  for (const [unit, size] of units) {
    const count = seconds / size;
    if (Number.isInteger(count)) return `${formatCount(count)} ${unit}${count === 1 ? "" : "s"}`;
  }
  return `${formatCount(seconds)} seconds`;
}

/** What a purchase of the offer gives: "30 days", "100 metered uses", "for ever". */
export function offerWords({ term, uses }: Pick<OfferView, "term" | "uses">): string {
  if (uses !== null) return uses === 1 ? "1 metered use" : `${formatCount(uses)} metered uses`;
  return term === null ? "for ever" : termWords(term);
}

/** Words for the contract's refusals. */
export const buyErrors: Readonly<Record<string, string>> = {
  PriceTooHigh: "The price is higher than the one shown. Nothing was spent; reload to see it.",
  TermsChanged: "A newer version was listed meanwhile. Nothing was spent; reload to see it.",
  NotOnSale: "This offer is not on sale now. Nothing was spent.",
  SoldOut: "This offer is sold out. Nothing was spent.",
  Closed: "The asset is closed for now. Nothing was spent.",
  Frozen: "Reviewers have frozen the asset or this licence. Nothing was spent.",
  NotAllowed: "This offer is for invited accounts only. Nothing was spent.",
};
