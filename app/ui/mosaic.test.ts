import { expect, test } from "vitest";
import { mosaicOf } from "./mosaic.ts";

test("the same id always gives the same picture, and another id another", () => {
  const ids = Array.from({ length: 200 }, (_, n) => `0x${n.toString(16).padStart(64, "0")}`);
  const pictures = ids.map((id) => JSON.stringify(mosaicOf(id)));
  expect(pictures).toEqual(ids.map((id) => JSON.stringify(mosaicOf(id))));
  expect(new Set(pictures).size).toBe(ids.length);
});

test("every picture has something on its ground", () => {
  for (let n = 0; n < 500; n += 1) expect(mosaicOf(String(n)).pieces.length).toBeGreaterThan(0);
});
