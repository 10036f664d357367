import { useState } from "react";
import type { AssetView, OfferView } from "~/features/assets/asset-view.ts";
import { offerWords, termWords } from "~/features/licences/buying/offer-words.ts";
import { Money } from "~/ui/money.tsx";
import { Purchase } from "./purchase.tsx";

/** What can be bought, for how much, and the purchase itself. */
export function BuyPanel({ asset }: { asset: AssetView }) {
  const open = asset.halted ? [] : asset.offers.filter((offer) => offer.open);
  const [chosen, setChosen] = useState(open[0]?.id);
  const offer = open.find(({ id }) => id === chosen) ?? open[0];
  return (
    <aside className="panel buy" aria-labelledby="licence">
      <h2 id="licence">License it</h2>
      {offer ? (
        <>
          <fieldset className="offers">
            <legend className="visually-hidden">Offers</legend>
            {open.map((each) => (
              <label key={each.id} className="offer">
                <input
                  type="radio"
                  name="offer"
                  value={each.id}
                  checked={each.id === offer.id}
                  onChange={() => setChosen(each.id)}
                />
                <strong>{nameOf(each)}</strong>
                <span className="offer-price">
                  <Money of={each.price} />
                </span>
                <span className="offer-detail small quiet">{detailOf(each)}</span>
              </label>
            ))}
          </fieldset>
          <Purchase asset={asset} offer={offer} />
        </>
      ) : (
        <p className="quiet">Nothing of this asset is on sale now.</p>
      )}
    </aside>
  );
}

function nameOf(offer: OfferView): string {
  if (offer.uses !== null) return offerWords(offer);
  return offer.term === null ? "For ever" : `For ${offerWords(offer)}`;
}

function detailOf(offer: OfferView): string {
  if (offer.uses !== null) return "Each key session of 24 hours spends one. Unspent uses can be taken back.";
  return offer.hold > 0 ? `A payment can be disputed for ${termWords(offer.hold)}.` : "Paid out at once.";
}
