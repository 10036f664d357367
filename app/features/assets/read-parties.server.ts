import type { Context } from "~/context.server.ts";
import type { Party } from "./asset-view.ts";

/** Accounts with the names that they gave themselves. */
export async function readParties(
  ctx: Pick<Context, "db">,
  addresses: Iterable<string>,
): Promise<(address: string) => Party> {
  const wanted = [...new Set(addresses)];
  const accounts = await ctx.db.account.findMany({ where: { address: { in: wanted }, name: { not: null } } });
  const names = new Map(accounts.map(({ address, name }) => [address, name]));
  return (address) => ({ address: address as `0x${string}`, name: names.get(address) ?? null });
}
