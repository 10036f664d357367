import type { Address } from "viem";
import type { Role } from "~/actor.ts";
import type { Context } from "~/context.server.ts";

/** The roles that the contract gave to `address`, as the index last saw them. The contract checks again at each transaction. */
export async function readRoles(_ctx: Pick<Context, "db">, _address: Address): Promise<ReadonlySet<Role>> {
  return new Set();
}
