import type { Address } from "viem";
import { type Currency, parseAmount } from "~/money.ts";
import type { Share } from "../../../../contracts/shares-tree.ts";
import { type LicenceTerms, licenceSchema, manifestSchema } from "../manifest.ts";
import { type OfferTerms, offerTerms } from "./offer-terms.ts";
import type { PublishDraft } from "./publish-draft.ts";
import { isComplete, readShares } from "./read-shares.ts";

/** A draft of which every part can be listed. */
export interface CheckedDraft {
  readonly title: string;
  readonly description: string;
  readonly kind: "dataset" | "adapter";
  readonly tags: readonly string[];
  readonly licence: LicenceTerms;
  readonly offer: OfferTerms;
  readonly shares: readonly Share[];
}

export type DraftField =
  | "title"
  | "description"
  | "tags"
  | "licence"
  | "price"
  | "days"
  | "uses"
  | "holdDays"
  | "shares";
export type DraftErrors = Readonly<Partial<Record<DraftField, string>>>;

const DAY = 86_400;
const MOST_HOLD_DAYS = 30;
const LARGEST_PRICE = 2n ** 80n;
const LARGEST_COUNT = 0xffff_ffff - 1;

const wholeNumber = (text: string): number | null => (/^\d{1,10}$/.test(text.trim()) ? Number(text) : null);

export const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

function checkOffer(draft: PublishDraft, currencies: readonly Currency[], errors: Partial<Record<DraftField, string>>) {
  const currency = currencies.find(({ address }) => address.toLowerCase() === draft.currency.toLowerCase());
  const { address, decimals } = currency ?? currencies[0] ?? { address: "0x" as Address, decimals: 0 };
  const price = parseAmount(draft.price, decimals);
  if (price === null || price >= LARGEST_PRICE) errors.price = `A price, with at most ${decimals} decimals.`;
  const days = wholeNumber(draft.days);
  const uses = wholeNumber(draft.uses);
  const holdDays = wholeNumber(draft.holdDays);
  const { model } = draft;
  if (model === "term" && (days === null || days < 1 || days > 36_500)) errors.days = "Days, from 1 to 36,500.";
  if (model === "metered" && (uses === null || uses < 1 || uses > LARGEST_COUNT))
    errors.uses = "A number of uses, from 1.";
  if (model !== "metered" && (holdDays === null || holdDays > MOST_HOLD_DAYS)) errors.holdDays = "Days, from 0 to 30.";
  const hold = (holdDays ?? 0) * DAY;
  const amount = price ?? 0n;
  if (model === "term") return offerTerms({ currency: address, price: amount, model, term: (days ?? 1) * DAY, hold });
  if (model === "for-ever") return offerTerms({ currency: address, price: amount, model, hold });
  // A person names the price of one use: the pack's is then a multiple of it, as the contract wants.
  return offerTerms({ currency: address, price: amount * BigInt(uses ?? 1), model, uses: uses ?? 1 });
}

/** Everything of a draft that the listing needs, or what is wrong with it in words for each field. */
export function checkDraft(
  draft: PublishDraft,
  creator: Address,
  currencies: readonly Currency[],
): { readonly checked: CheckedDraft | null; readonly errors: DraftErrors } {
  const errors: Partial<Record<DraftField, string>> = {};
  const { shape } = manifestSchema;
  const title = draft.title.trim();
  const tags = tagsOf(draft.tags);
  if (!shape.title.safeParse(title).success) errors.title = "A title, of at most 120 characters.";
  if (!shape.description.safeParse(draft.description).success) errors.description = "At most 65,536 characters.";
  if (!shape.tags.safeParse(tags).success) errors.tags = "At most 20 words of letters and digits, with commas between.";
  const licence: LicenceTerms = draft.licence === "custom" ? { text: draft.licenceText } : { spdx: draft.licence };
  if (!licenceSchema.safeParse(licence).success) errors.licence = "Say the terms under which a licence is sold.";
  const { shares, rest, errors: wrong } = readShares(draft.shares, creator);
  if (!wrong.every(isComplete)) errors.shares = "One of the shares is not complete.";
  else if (rest < 0) errors.shares = "The shares come to more than 100 %.";
  const offer = checkOffer(draft, currencies, errors);
  const { description, kind } = draft;
  const fine = Object.keys(errors).length === 0;
  return { checked: fine ? { title, description, kind, tags, licence, offer, shares } : null, errors };
}
