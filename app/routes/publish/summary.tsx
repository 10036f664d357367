import type { Address } from "viem";
import type { CheckedDraft } from "~/features/assets/publishing/check-draft.ts";
import type { Currency } from "~/money.ts";
import { Facts } from "~/ui/facts.tsx";
import { Hash } from "~/ui/hash.tsx";
import { Money } from "~/ui/money.tsx";

interface Props {
  checked: CheckedDraft;
  currencies: readonly Currency[];
  creator: Address;
}

const asHex = (recipient: bigint): string => {
  const digits = recipient.toString(16);
  return `0x${digits.padStart(digits.length > 40 ? 64 : 40, "0")}`;
};

const days = (seconds: number): string => (seconds === 86_400 ? "1 day" : `${seconds / 86_400} days`);

/** What is about to be signed, in words. */
export function Summary({ checked, currencies, creator }: Props) {
  const { offer, licence, shares } = checked;
  const currency = currencies.find(({ address }) => address === offer.currency);
  const lasts = offer.uses > 0 ? `${offer.uses} uses` : offer.term === 0xffff_ffff ? "for ever" : days(offer.term);
  return (
    <Facts
      of={[
        ["Title", checked.title],
        ["Kind", checked.kind === "adapter" ? "Adapter" : "Dataset"],
        ["Terms", "spdx" in licence ? licence.spdx : "Your own terms"],
        ["Price", currency ? <Money key="price" of={{ amount: offer.price, currency }} /> : null],
        ["A licence lasts", lasts],
        ["Hold", offer.hold === 0 ? "none" : days(offer.hold)],
        [
          "Paid",
          <ul key="shares">
            {shares.map(({ recipient, ppm }) => (
              <li key={asHex(recipient)}>
                {recipient === BigInt(creator) ? (
                  "You"
                ) : (
                  <Hash value={asHex(recipient)} label="Recipient" copy={false} />
                )}
                : {ppm / 10_000} %
              </li>
            ))}
          </ul>,
        ],
      ]}
    />
  );
}
