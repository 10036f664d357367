import type { Address } from "viem";
import type { Role } from "~/actor.ts";
import type { Context } from "~/context.server.ts";

/** The roles that the contracts gave to `address`, as the index last saw them. The contracts check again at each transaction. */
export async function readRoles(ctx: Pick<Context, "db">, address: Address): Promise<ReadonlySet<Role>> {
  const grants = await ctx.db.roleGrant.findMany({ where: { account: address, allowed: true } });
  return new Set(grants.map(({ role }) => role as Role));
}
