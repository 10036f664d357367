import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "~/context.server.ts";
import { readCursor } from "./cursor.server.ts";

/** Waits until the index has come to `block`. @returns whether it did within `limit` milliseconds */
export async function waitForBlock(ctx: Pick<Context, "db">, block: bigint, limit = 5000): Promise<boolean> {
  for (const end = Date.now() + limit; ; await pause(20)) {
    const cursor = await readCursor(ctx);
    if (cursor && cursor.block >= block) return true;
    if (Date.now() >= end) return false;
  }
}
