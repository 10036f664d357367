import type { AssetPage } from "~/features/assets/asset-view.ts";
import { type AssetSearch, listAssets } from "~/features/assets/list-assets.server.ts";
import { encodePlace } from "~/features/assets/page-place.ts";
import { refreshCatalogue } from "~/features/index/refresh-catalogue.server.ts";
import { createTestContext } from "../support/context.ts";
import { note, report } from "./report.ts";
import { COMMON, LICENCE, seedAssets, TAG, TWO_WORDS } from "./search/seed-catalogue.ts";

// The catalogue's page as the route gets it (ids, cards with their parties and currencies, count, licences) over the embedded database,
// one request at a time. Its bound is the plain query by keyset that reads a page's 21 ids from one index, through the same connections
// in turns in the same run. A page takes six statements: two bounds for each are the bar of a keyset page, and twice that the bar where
// up to 1,000 hits are counted and ranked as well. 20 ms at p95 is what PostgreSQL should give at a million rows.
const ASSETS = 20_000;
const CHUNK = 2000;
const ROUNDS = 60;
const BAR = 20;

const all: AssetSearch = { query: "", kind: null, licence: null, tag: null, sort: "newest", after: null };

const ctx = await createTestContext();

async function milliseconds(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;
}

/** A page that holds nothing, or no more than a page, would be fast for the wrong reason. */
function requireFull(name: string, { assets, total }: AssetPage): void {
  if (assets.length !== 20 || total < 20) throw new Error(`${name} found ${assets.length} of ${total} assets.`);
}

try {
  const ids = await seedAssets(ctx.db, ASSETS);
  for (let at = 0; at < ids.length; at += CHUNK) {
    await ctx.db.$transaction((tx) => refreshCatalogue(tx, ids.slice(at, at + CHUNK)));
  }
  await ctx.db.$executeRaw`VACUUM ANALYZE`;

  const [late] = await ctx.db.$queryRaw<{ place: string }[]>`SELECT listed_at || '|' || asset_id AS place FROM catalogue
    ORDER BY listed_at DESC, asset_id OFFSET ${ASSETS - 100} LIMIT 1`;
  if (!late) throw new Error("The catalogue is empty.");
  const searches: Record<string, { readonly search: AssetSearch; readonly ratio: number }> = {
    newest: { search: all, ratio: 12 },
    late: { search: { ...all, after: encodePlace(late.place) }, ratio: 12 },
    filters: { search: { ...all, kind: "dataset", licence: LICENCE, tag: TAG }, ratio: 24 },
    "two-words": { search: { ...all, query: TWO_WORDS }, ratio: 24 },
    common: { search: { ...all, query: COMMON }, ratio: 24 },
  };
  const bound = () => ctx.db.$queryRaw`SELECT asset_id FROM catalogue ORDER BY listed_at DESC, asset_id LIMIT 21`;

  const bounds: number[] = [];
  const taken = new Map<string, number[]>(Object.keys(searches).map((name) => [name, []]));
  for (let round = -5; round < ROUNDS; round++) {
    for (const [name, { search }] of Object.entries(searches)) {
      const plain = await milliseconds(bound);
      const page = await milliseconds(async () => requireFull(name, await listAssets(ctx, search)));
      // The first rounds warm everything up.
      if (round < 0) continue;
      bounds.push(plain);
      taken.get(name)?.push(page);
    }
  }

  note("search.assets", ASSETS, "assets");
  note("search.bound.p50", quantile(bounds, 0.5), "ms");
  note("search.bound.p95", quantile(bounds, 0.95), "ms");
  for (const [name, { ratio }] of Object.entries(searches)) {
    const times = taken.get(name) ?? [];
    const over = quantile(times, 0.5) / quantile(bounds, 0.5);
    note(`search.${name}.p50`, quantile(times, 0.5), "ms");
    report({ metric: `search.${name}.p95`, value: quantile(times, 0.95), unit: "ms", bar: BAR, better: "lower" });
    report({ metric: `search.${name}.over-bound`, value: over, unit: "x", bar: ratio, better: "lower" });
  }
} finally {
  await ctx.close();
}
