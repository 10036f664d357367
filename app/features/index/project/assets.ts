import { asset, offer, share, version } from "../tables.ts";
import { assetText, idText, low, type TesseraProjection } from "./event.ts";

const word = (recipient: bigint) => {
  const text = idText(recipient);
  return recipient >> 160n === 0n
    ? { recipient: text, account: `0x${text.slice(26)}`, parent_id: null }
    : { recipient: text, account: null, parent_id: text };
};

export const projectAssets: TesseraProjection = {
  Listed({ assetId, creator, salt }, place, rows) {
    rows.put(asset, {
      id: idText(assetId),
      creator: low(creator),
      salt,
      version: 0,
      offers: 0,
      period: 0,
      frozen_until: 0n,
      revoked: false,
      sales: 0,
      uses: 0,
      listed_at: place.time,
      block: place.block,
      tx: place.tx,
    });
  },

  SharesSet({ assetId, period, shares }, _place, rows) {
    const id = idText(assetId);
    const listed = rows.get(asset, { id });
    if (listed) rows.put(asset, { ...listed, period });
    for (const { recipient, ppm } of shares) rows.put(share, { asset_id: id, period, ...word(recipient), ppm });
  },

  VersionAdded({ assetId, version: number, content }, place, rows) {
    const id = idText(assetId);
    const listed = rows.get(asset, { id });
    if (listed) rows.put(asset, { ...listed, version: number });
    rows.put(version, {
      asset_id: id,
      number,
      manifest: content.manifest,
      ciphertext: content.ciphertext,
      plaintext_root: content.plaintextRoot,
      terms: content.terms,
      bytes: content.size,
      paused: false,
      listed_at: place.time,
      tx: place.tx,
    });
  },

  VersionPaused({ assetId, version: number, paused }, _place, rows) {
    const found = rows.get(version, { asset_id: idText(assetId), number });
    if (found) rows.put(version, { ...found, paused });
  },

  OfferAdded({ offerId, terms }, _place, rows) {
    const assetId = assetText(offerId);
    const listed = rows.get(asset, { id: assetId });
    if (listed) rows.put(asset, { ...listed, offers: listed.offers + 1 });
    rows.put(offer, {
      id: idText(offerId),
      asset_id: assetId,
      number: Number(offerId & 0xffn),
      currency: low(terms.currency),
      price: terms.price,
      term: BigInt(terms.term),
      uses: terms.uses,
      hold: terms.hold,
      resale_share: terms.resaleShare,
      resellable: terms.resellable,
      transferable: terms.transferable,
      opens_later: terms.opensLater,
      supply_cap: BigInt(terms.supplyCap),
      start: BigInt(terms.start),
      end: BigInt(terms.end),
      allow_root: terms.allowRoot,
      paused: false,
      supply: 0,
    });
  },

  OfferPaused({ offerId, paused }, _place, rows) {
    const found = rows.get(offer, { id: idText(offerId) });
    if (found) rows.put(offer, { ...found, paused });
  },

  AssetFrozen({ assetId, until }, _place, rows) {
    const found = rows.get(asset, { id: idText(assetId) });
    if (found) rows.put(asset, { ...found, frozen_until: until });
  },

  AssetRevoked({ assetId }, _place, rows) {
    const found = rows.get(asset, { id: idText(assetId) });
    if (found) rows.put(asset, { ...found, revoked: true });
  },

  AssetRestored({ assetId }, _place, rows) {
    const found = rows.get(asset, { id: idText(assetId) });
    if (found) rows.put(asset, { ...found, revoked: false, frozen_until: 0n });
  },
};
