import type { Address } from "viem";
import type { RowStore } from "../row-store.ts";
import type { RowOf } from "../table.ts";
import { asset, licence, offer, payment, transfer, use } from "../tables.ts";
import { assetText, idText, low, NOBODY, type Place, type TesseraProjection } from "./event.ts";

type LicenceRow = RowOf<typeof licence>;

export const projectLicences: TesseraProjection = {
  TransferSingle({ from, to, id, value }, place, rows) {
    move(rows, place, { from, to, offerId: id, amount: value, position: 0 });
  },

  TransferBatch({ from, to, ids, values }, place, rows) {
    for (const [position, offerId] of ids.entries())
      move(rows, place, { from, to, offerId, amount: values[position] ?? 0n, position });
  },

  Bought({ offerId, holder, payer, amount, expiry, version, holdEnd }, place, rows) {
    const sold = rows.get(offer, { id: idText(offerId) });
    const before = licenceOf(rows, offerId, holder, place);
    const renewed = before.expiry !== 0n && !before.revoked;
    const own = low(holder) === low(payer);
    const units = sold?.uses ?? 0;
    rows.put(licence, {
      ...before,
      expiry,
      version: Number(version),
      revoked: false,
      own: before.own + (own ? units : 0),
      given: before.given + (own ? 0 : units),
      giver: own || units === 0 ? before.giver : low(payer),
      // Buying more takes back the notice to return what is left.
      notice_at: units > 0 ? 0n : before.notice_at,
    });
    rows.add(payment, {
      id: place.id,
      kind: renewed ? "renewal" : own ? "sale" : "gift",
      offer_id: idText(offerId),
      asset_id: assetText(offerId),
      holder: low(holder),
      payer: low(payer),
      currency: sold?.currency ?? NOBODY,
      amount,
      income: amount,
      hold_end: holdEnd,
      version: Number(version),
      expiry,
      at: place.time,
      block: place.block,
      tx: place.tx,
      order: null,
    });
    countSale(rows, offerId);
  },

  Resold({ offerId, buyer, price, share, expiry, version, holdEnd }, place, rows) {
    rows.add(payment, {
      id: place.id,
      kind: "resale",
      offer_id: idText(offerId),
      asset_id: assetText(offerId),
      holder: low(buyer),
      payer: low(buyer),
      currency: rows.get(offer, { id: idText(offerId) })?.currency ?? NOBODY,
      amount: price,
      income: share,
      hold_end: holdEnd,
      version: Number(version),
      expiry,
      at: place.time,
      block: place.block,
      tx: place.tx,
      order: null,
    });
    countSale(rows, offerId);
  },

  LicenceRevoked({ offerId, holder }, place, rows) {
    rows.put(licence, { ...licenceOf(rows, offerId, holder, place), revoked: true });
  },

  LicenceRestored({ offerId, holder }, place, rows) {
    rows.put(licence, { ...licenceOf(rows, offerId, holder, place), revoked: false });
  },

  LicenceShortened({ offerId, holder, expiry }, place, rows) {
    rows.put(licence, { ...licenceOf(rows, offerId, holder, place), expiry });
  },

  UsesSettled({ offerId, holder, gateway, units, amount, version, windowEnd }, place, rows) {
    const before = licenceOf(rows, offerId, holder, place);
    const spent = Number(units);
    const given = Math.min(before.given, spent);
    const ownUse = low(gateway) === NOBODY;
    rows.put(licence, {
      ...before,
      given: before.given - given,
      own: before.own - (spent - given),
      spent: before.spent + (ownUse ? spent : 0),
    });
    rows.add(use, {
      id: place.id,
      offer_id: idText(offerId),
      asset_id: assetText(offerId),
      holder: low(holder),
      gateway: ownUse ? null : low(gateway),
      currency: rows.get(offer, { id: idText(offerId) })?.currency ?? NOBODY,
      units: spent,
      amount,
      version: Number(version),
      window_end: windowEnd,
      at: place.time,
      block: place.block,
      tx: place.tx,
    });
    const used = rows.get(asset, { id: assetText(offerId) });
    if (used) rows.put(asset, { ...used, uses: used.uses + spent });
  },

  NoticeGiven({ offerId, holder, takeBackFrom }, place, rows) {
    rows.put(licence, { ...licenceOf(rows, offerId, holder, place), notice_at: takeBackFrom });
  },

  TakenBack({ offerId, holder, payer, units }, place, rows) {
    const before = licenceOf(rows, offerId, holder, place);
    const own = low(payer) === low(holder);
    rows.put(licence, {
      ...before,
      own: before.own - (own ? Number(units) : 0),
      given: before.given - (own ? 0 : Number(units)),
      notice_at: 0n,
    });
  },
};

function licenceOf(rows: RowStore, offerId: bigint, holder: Address, place: Place): LicenceRow {
  const key = { offer_id: idText(offerId), holder: low(holder) };
  const none = { asset_id: assetText(offerId), balance: 0, expiry: 0n, version: 0, frozen: 0, revoked: false };
  const unmetered = { own: 0, given: 0, giver: null, spent: 0, notice_at: 0n, since: place.time };
  return rows.get(licence, key) ?? { ...key, ...none, ...unmetered };
}

interface Move {
  readonly from: Address;
  readonly to: Address;
  readonly offerId: bigint;
  readonly amount: bigint;
  readonly position: number;
}

/** A licence that moves keeps its expiry and version; units that were prepaid stay with who has them. */
function move(rows: RowStore, place: Place, { from, to, offerId, amount, position }: Move): void {
  const minted = low(from) === NOBODY;
  const burnt = low(to) === NOBODY;
  const count = Number(amount);
  const giver = minted ? null : licenceOf(rows, offerId, from, place);
  if (giver) {
    const left = burnt || from === to ? {} : { expiry: 0n, version: 0 };
    rows.put(licence, { ...giver, ...left, balance: giver.balance - count });
  }
  if (!burnt) {
    const taker = licenceOf(rows, offerId, to, place);
    const kept = giver && from !== to ? { expiry: giver.expiry, version: giver.version, revoked: false } : {};
    rows.put(licence, { ...taker, ...kept, balance: taker.balance + count });
  }
  if (minted !== burnt) {
    const sold = rows.get(offer, { id: idText(offerId) });
    if (sold) rows.put(offer, { ...sold, supply: sold.supply + (minted ? count : -count) });
  }
  rows.add(transfer, {
    id: position === 0 ? place.id : `${place.id}-${position}`,
    offer_id: idText(offerId),
    from: low(from),
    to: low(to),
    amount: count,
    at: place.time,
    block: place.block,
    tx: place.tx,
  });
}

function countSale(rows: RowStore, offerId: bigint): void {
  const sold = rows.get(asset, { id: assetText(offerId) });
  if (sold) rows.put(asset, { ...sold, sales: sold.sales + 1 });
}
