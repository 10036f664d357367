import { expect, test } from "vitest";
import { formatBytes, formatCount, formatDuration } from "./figures.ts";

test("sizes keep three figures in binary units", () => {
  expect([0, 1023, 1024, 1536, 104_857_600, 5_368_709_120].map(formatBytes)).toEqual([
    "0 B",
    "1023 B",
    "1.00 KiB",
    "1.50 KiB",
    "100 MiB",
    "5.00 GiB",
  ]);
});

test("counts are grouped, also above the safe integers", () => {
  expect(formatCount(1234567)).toBe("1,234,567");
  expect(formatCount(12345678901234567890n)).toBe("12,345,678,901,234,567,890");
});

test("durations are short", () => {
  expect([4.4, 125, 7500, Number.POSITIVE_INFINITY].map(formatDuration)).toEqual([
    "4 s",
    "2 min 05 s",
    "2 h 05 min",
    "unknown",
  ]);
});
