import type { RowStore } from "../row-store.ts";
import {
  asset,
  balance,
  claim,
  currency as currencies,
  licence,
  offer,
  pool,
  roleGrant,
  withdrawal,
} from "../tables.ts";
import { assetText, idText, low, NOBODY, type TesseraProjection } from "./event.ts";

export const projectMoney: TesseraProjection = {
  Matured({ offerId, period, amount }, _place, rows) {
    addToPool(rows, assetText(offerId), period, currencyOf(rows, offerId), amount);
  },

  Claimed({ assetId, recipient, currency, period, amount }, _place, rows) {
    const key = { asset_id: idText(assetId), period, currency: low(currency), recipient: idText(recipient) };
    const before = rows.get(claim, key);
    rows.put(claim, { ...key, amount: (before?.amount ?? 0n) + amount });
    const to = key.recipient;
    if (recipient >> 160n === 0n) addToBalance(rows, `0x${to.slice(26)}`, key.currency, { credited: amount });
    else addToPool(rows, to, periodOf(rows, to), key.currency, amount);
  },

  Credited({ account, currency, amount }, _place, rows) {
    addToBalance(rows, low(account), low(currency), { credited: amount });
  },

  Withdrawn({ account, currency, to, amount }, place, rows) {
    addToBalance(rows, low(account), low(currency), { withdrawn: amount });
    rows.add(withdrawal, {
      id: place.id,
      account: low(account),
      currency: low(currency),
      to: low(to),
      amount,
      at: place.time,
      block: place.block,
      tx: place.tx,
    });
  },

  PaymentFrozen({ offerId, holder }, _place, rows) {
    const found = rows.get(licence, { offer_id: idText(offerId), holder: low(holder) });
    if (found) rows.put(licence, { ...found, frozen: found.frozen + 1 });
  },

  PaymentSettled({ offerId, holder, released, period }, _place, rows) {
    const found = rows.get(licence, { offer_id: idText(offerId), holder: low(holder) });
    if (found) rows.put(licence, { ...found, frozen: found.frozen - 1 });
    addToPool(rows, assetText(offerId), period, currencyOf(rows, offerId), released);
  },

  CurrencyListed({ currency, open }, _place, rows) {
    rows.put(currencies, { address: low(currency), open });
  },

  FulfillerSet({ account, allowed }, _place, rows) {
    rows.put(roleGrant, { role: "operator", account: low(account), allowed });
  },
};

const currencyOf = (rows: RowStore, offerId: bigint) => rows.get(offer, { id: idText(offerId) })?.currency ?? NOBODY;

const periodOf = (rows: RowStore, assetId: string) => rows.get(asset, { id: assetId })?.period ?? 0;

function addToPool(rows: RowStore, assetId: string, period: number, currency: string, amount: bigint): void {
  if (amount === 0n) return;
  const key = { asset_id: assetId, period, currency };
  rows.put(pool, { ...key, matured: (rows.get(pool, key)?.matured ?? 0n) + amount });
}

function addToBalance(
  rows: RowStore,
  account: string,
  currency: string,
  { credited = 0n, withdrawn = 0n }: { credited?: bigint; withdrawn?: bigint },
): void {
  const key = { account, currency };
  const before = rows.get(balance, key) ?? { ...key, credited: 0n, withdrawn: 0n };
  rows.put(balance, { ...key, credited: before.credited + credited, withdrawn: before.withdrawn + withdrawn });
}
