import { type Actor, mayReview } from "~/actor.ts";
import type { Context } from "~/context.server.ts";
import type { CaseView } from "./case-view.ts";
import { toCaseViews } from "./to-case-views.server.ts";

const MOST = 200;

/** Disputes that concern the account, newest first: a reviewer's are all, a buyer's and a creator's their own. */
export async function listCases(ctx: Pick<Context, "db">, actor: Actor): Promise<CaseView[]> {
  const { address } = actor;
  const created = mayReview(actor)
    ? []
    : await ctx.db.asset.findMany({ where: { creator: address }, select: { id: true }, take: 1000 });
  const own = [
    { opener: address },
    { holder: address },
    { payer: address },
    { assetId: { in: created.map(({ id }) => id) } },
  ];
  const rows = await ctx.db.case.findMany({
    where: { kind: "dispute", ...(!mayReview(actor) && { OR: own }) },
    orderBy: { id: "desc" },
    take: MOST,
  });
  return toCaseViews(ctx, rows);
}
