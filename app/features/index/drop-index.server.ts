import type { Context } from "~/context.server.ts";
import { derivedTables } from "./tables.ts";

/** Empties everything that follows from the chain. Manifests stay: they follow from their hashes alone. */
export async function dropIndex(ctx: Pick<Context, "db">): Promise<void> {
  const names = [
    ...derivedTables.map(({ name }) => name),
    "index_cursor",
    "index_block",
    "index_undo",
    "catalogue",
    "tally",
  ];
  await ctx.db.$executeRawUnsafe(`TRUNCATE ${names.map((name) => `"${name}"`).join(", ")}`);
}
