import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

export type Counts = { passed: number; failed: number; skipped: number };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
});

/** The counts of vitest's JSON report. Throws when there is none, as after a crash. */
export function vitestCounts(file: string): Counts {
  const report = VitestReport.parse(JSON.parse(readFileSync(file, "utf8")));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The counts of the last line that forge writes. Throws when it wrote none. */
export function forgeCounts(output: string): Counts {
  const plain = stripVTControlCharacters(output);
  const line = /: (\d+) tests passed, (\d+) failed, (\d+) skipped \(\d+ total tests\)/.exec(plain);
  if (!line) throw new Error("forge wrote no summary.");
  const [passed = 0, failed = 0, skipped = 0] = line.slice(1).map(Number);
  return { passed, failed, skipped };
}
