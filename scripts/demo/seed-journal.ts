import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { AssetId, Cid } from "~/ids.ts";
import { isAbsent } from "~/ports/storage/flat/durable.ts";

const line = z.object({ assetId: z.string(), cid: z.string() });

export interface JournalLine {
  readonly assetId: AssetId;
  readonly cid: Cid;
}

/** What was about to be stored for which asset, so that the next run can remove what a crash left unlisted. */
export interface SeedJournal {
  add(entry: JournalLine): void;
  lines(): JournalLine[];
}

/** One JSON object a line, on the disk before `add` returns. A last line that a crash cut is passed over. */
export function openSeedJournal(path: string): SeedJournal {
  return {
    add(entry) {
      const file = openSync(path, "a", 0o600);
      try {
        appendFileSync(file, `${JSON.stringify(entry)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    lines() {
      let text = "";
      try {
        text = readFileSync(path, "utf8");
      } catch (error) {
        if (!isAbsent(error)) throw error;
      }
      const complete = text.split("\n").slice(0, -1);
      return complete.map((json) => line.parse(JSON.parse(json)) as JournalLine);
    },
  };
}
