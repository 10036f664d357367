import { expect, test } from "vitest";
import { forgeCounts } from "./counts.ts";

test("forge's summary is read through its colours", () => {
  const output =
    "\u001b[32mRan 12 test suites\u001b[0m in 1.2s (3s CPU time): \u001b[32m104\u001b[0m tests passed, 2 failed, 1 skipped (107 total tests)";
  expect(forgeCounts(output)).toEqual({ passed: 104, failed: 2, skipped: 1 });
});

test("a forge that crashed is not taken for one that passed nothing", () => {
  expect(() => forgeCounts("error: no solc")).toThrow();
});
