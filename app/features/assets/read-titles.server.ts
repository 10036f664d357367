import { z } from "zod";
import type { Context } from "~/context.server.ts";

/** Titles by asset. One whose manifest has not been read is called by the beginning of its id. */
export async function readTitles(ctx: Pick<Context, "db">, ids: readonly string[]): Promise<(id: string) => string> {
  const rows = z.array(z.object({ id: z.string(), title: z.string() })).parse(
    await ctx.db
      .$queryRaw`SELECT a.id, m.title FROM asset a JOIN version v ON v.asset_id = a.id AND v.number = a.version
      JOIN manifest m ON m.digest = v.manifest AND m.state = 'ready' WHERE a.id = ANY(${[...new Set(ids)]})`,
  );
  const titles = new Map(rows.map((row) => [row.id, row.title]));
  return (id) => titles.get(id) ?? `Asset ${id.slice(0, 10)}…`;
}
