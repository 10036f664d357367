import type { Address, Hex } from "viem";
import type { Context } from "~/context.server.ts";
import { units } from "~/db.server.ts";
import { dateOf } from "~/features/assets/chain-time.server.ts";
import { readCurrencies } from "~/features/assets/read-currencies.server.ts";
import { readTitles } from "~/features/assets/read-titles.server.ts";
import { type AssetId, assetOfOffer, type OfferId } from "~/ids.ts";
import type { Prisma } from "../../../prisma/generated/client.ts";
import type { CaseState, CaseView } from "./case-view.ts";

type CaseRow = Prisma.CaseGetPayload<object>;

/** Rows of disputes as pages show them. */
export async function toCaseViews(ctx: Pick<Context, "db">, rows: readonly CaseRow[]): Promise<CaseView[]> {
  const offerIds = rows.flatMap(({ offerId }) => offerId ?? []);
  const [title, currency, offers] = await Promise.all([
    readTitles(
      ctx,
      rows.map(({ assetId }) => assetId),
    ),
    readCurrencies(ctx),
    ctx.db.offer.findMany({ where: { id: { in: offerIds } }, select: { id: true, currency: true } }),
  ]);
  const currencies = new Map(offers.map((offer) => [offer.id, currency(offer.currency)]));
  return rows.flatMap((row) => {
    const offer = row.offerId as OfferId | null;
    const paidIn = offer && currencies.get(offer);
    if (!offer || !paidIn) return [];
    return {
      id: row.id.toString(),
      asset: assetOfOffer(offer) as AssetId,
      title: title(row.assetId),
      holder: row.holder as Address,
      payer: row.payer as Address,
      amount: { amount: units(row.amount), currency: paidIn },
      evidence: row.evidence as Hex,
      openedAt: dateOf(row.openedAt),
      deadline: row.state === "closed" ? null : dateOf(row.deadline),
      state: stateOf(row),
      proposal:
        row.state === "proposed" && row.proposer
          ? { reviewer: row.proposer as Address, refund: units(row.refund) }
          : null,
    };
  });
}

function stateOf({ state, outcome }: CaseRow): CaseState {
  if (state === "closed") return (outcome ?? "released") as CaseState;
  if (state === "proposed" || state === "decided") return state;
  return "open";
}
