import { z } from "zod";
import type { Context } from "~/context.server.ts";

const Guess = z.array(z.object({ word: z.string() }));

/** The query with each word replaced by the nearest one that occurs in a title or a tag; null where none is near. */
export async function correctQuery(ctx: Pick<Context, "db">, query: string): Promise<string | null> {
  const words =
    query
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,40}/gu)
      ?.slice(0, 6) ?? [];
  const guesses = await Promise.all(
    words.map(async (word) => {
      const near = await ctx.db.$queryRaw`
        SELECT word FROM word WHERE word % ${word} ORDER BY similarity(word, ${word}) DESC, word LIMIT 1`;
      return Guess.parse(near)[0]?.word ?? null;
    }),
  );
  const found = guesses.filter((word) => word !== null).join(" ");
  return found && found !== words.join(" ") ? found : null;
}
