import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { GENESIS, hashEntry, parseEntry } from "./audit-log.ts";

/**
 * Half a line, which a crash may leave, is passed over: nothing was answered for it.
 * @returns how many entries stand in an unbroken chain, and the sequence number at which it breaks, or null where it holds.
 */
export async function verifyAuditLog(path: string): Promise<{ entries: number; brokenAt: number | null }> {
  let previous = GENESIS;
  let entries = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const entry = parseEntry(line);
    if (entry === null) continue;
    const { hash, ...body } = entry;
    if (entry.previous !== previous || entry.sequence !== entries + 1 || hashEntry(body) !== hash) {
      return { entries, brokenAt: entries + 1 };
    }
    previous = hash;
    entries += 1;
  }
  return { entries, brokenAt: null };
}
