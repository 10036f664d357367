import { afterAll, beforeAll, expect, it } from "vitest";
import { type Marketplace, startMarketplace } from "../support/marketplace.ts";
import { runToEnd } from "../support/run-to-end.ts";

let marketplace: Marketplace;
beforeAll(async () => {
  marketplace = await startMarketplace();
});
afterAll(() => marketplace?.close());

it("seeds", async () => {
  console.time("seed");
  console.log(await runToEnd("scripts/demo/seed.ts", marketplace.env));
  console.timeEnd("seed");
});
