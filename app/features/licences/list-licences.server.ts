import type { Actor } from "~/actor.ts";
import type { Context } from "~/context.server.ts";
import { units } from "~/db.server.ts";
import { chainTime, dateOf } from "~/features/assets/chain-time.server.ts";
import { readCards } from "~/features/assets/read-cards.server.ts";
import { readCurrencies } from "~/features/assets/read-currencies.server.ts";
import { readTitles } from "~/features/assets/read-titles.server.ts";
import type { AssetId, OfferId } from "~/ids.ts";
import { allocateFreezes } from "./allocate-freezes.ts";
import type { LicenceState, LicenceView, PaymentView } from "./licence-view.ts";

const PERPETUAL = 4_294_967_295n;
const MOST = 500;

/** What the account holds or held, newest first, with the payments that can still be disputed or are. */
export async function listLicences(ctx: Pick<Context, "db" | "clock">, actor: Actor): Promise<LicenceView[]> {
  const holder = actor.address;
  const rows = await ctx.db.licence.findMany({
    where: { holder, OR: [{ balance: { gt: 0 } }, { revoked: true }] },
    orderBy: [{ since: "desc" }, { offerId: "asc" }],
    take: MOST,
  });
  const offerIds = rows.map(({ offerId }) => offerId);
  const assets = rows.map(({ assetId }) => assetId);
  const [now, offers, cards, title, payments] = await Promise.all([
    chainTime(ctx),
    ctx.db.offer.findMany({ where: { id: { in: offerIds } } }),
    readCards(ctx, assets),
    readTitles(ctx, assets),
    readPayments(ctx, holder, offerIds),
  ]);
  const metered = new Set(offers.filter(({ uses }) => uses > 0).map(({ id }) => id));
  const kinds = new Map(cards.map(({ id, kind }) => [id as string, kind]));
  return rows.map((row) => {
    const usesLeft = metered.has(row.offerId) ? row.own + row.given : null;
    return {
      offer: row.offerId as OfferId,
      asset: row.assetId as AssetId,
      title: title(row.assetId),
      kind: kinds.get(row.assetId) ?? "dataset",
      version: row.version,
      acquiredAt: dateOf(row.since),
      expires: row.expiry === PERPETUAL || usesLeft !== null ? null : dateOf(row.expiry),
      usesLeft,
      state: stateOf({ ...row, usesLeft }, now),
      payments: (payments.get(row.offerId) ?? []).filter(({ holdEnd, caseId }) => caseId || holdEnd > dateOf(now)),
    };
  });
}

function stateOf(
  licence: { revoked: boolean; frozen: number; expiry: bigint; usesLeft: number | null },
  now: bigint,
): LicenceState {
  if (licence.revoked) return "revoked";
  if (licence.frozen > 0) return "frozen";
  if (licence.expiry <= now) return "expired";
  return licence.usesLeft === 0 ? "spent" : "valid";
}

async function readPayments(
  ctx: Pick<Context, "db">,
  holder: string,
  offerIds: readonly string[],
): Promise<Map<string, PaymentView[]>> {
  const where = { holder, offerId: { in: [...offerIds] } };
  const [payments, cases, currency] = await Promise.all([
    ctx.db.payment.findMany({ where: { ...where, holdEnd: { gt: 0 } } }),
    ctx.db.case.findMany({ where: { ...where, kind: "dispute" } }),
    readCurrencies(ctx),
  ]);
  const found = new Map<string, PaymentView[]>();
  const keys = new Set(payments.map(({ offerId, payer }) => `${offerId}|${payer}`));
  for (const key of keys) {
    const [offerId = "", payer] = key.split("|");
    const mine = payments.filter((it) => it.offerId === offerId && it.payer === payer);
    const freezes = cases.filter((it) => it.offerId === offerId && it.payer === payer);
    // Of a resale only the share is in the hold: the rest is its seller's at once.
    const allocated = allocateFreezes(
      mine.map((it) => ({ ...it, amount: units(it.income) })),
      freezes.map((it) => ({ id: it.id.toString(), amount: units(it.amount), at: it.openedAt, closedAt: it.closedAt })),
    );
    const views = allocated
      .filter(({ free, caseId }) => free > 0n || caseId !== null)
      .map(
        ({ payment, free, caseId }): PaymentView => ({
          payer: payment.payer as `0x${string}`,
          amount: { amount: caseId ? payment.amount : free, currency: currency(payment.currency) },
          holdEnd: dateOf(payment.holdEnd),
          caseId,
        }),
      );
    found.set(offerId, [...(found.get(offerId) ?? []), ...views]);
  }
  return found;
}
