import { type Actor, mayReview } from "~/actor.ts";
import type { Context } from "~/context.server.ts";
import { dateOf } from "~/features/assets/chain-time.server.ts";
import type { CaseView } from "./case-view.ts";
import { toCaseViews } from "./to-case-views.server.ts";

/** One step in a case's history, as the chain tells it. */
export interface CaseStep {
  readonly kind: string;
  readonly account: string | null;
  readonly detail: string | null;
  readonly at: Date;
  readonly transaction: string;
}

/** A dispute with its history; null where there is none of this number, or it does not concern the account. */
export async function getCase(
  ctx: Pick<Context, "db">,
  actor: Actor,
  id: bigint,
): Promise<(CaseView & { readonly steps: readonly CaseStep[] }) | null> {
  const row = await ctx.db.case.findUnique({ where: { id } });
  const asset = row && (await ctx.db.asset.findUnique({ where: { id: row.assetId } }));
  if (!row || !asset) return null;
  const parties = [row.opener, row.holder, row.payer, asset.creator];
  if (!mayReview(actor) && !parties.includes(actor.address)) return null;
  const [view] = await toCaseViews(ctx, [row]);
  const events = await ctx.db.caseEvent.findMany({ where: { caseId: id }, orderBy: { id: "asc" } });
  const steps = events.map((it) => ({
    kind: it.kind,
    account: it.account,
    detail: it.detail,
    at: dateOf(it.at),
    transaction: it.tx,
  }));
  return view ? { ...view, steps } : null;
}
