import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestContext, type TestContext } from "../../../tests/support/context.ts";
import { play, playing, putEventPlayer } from "../../../tests/support/event-log.ts";
import { randomHistory } from "../../../tests/support/random-history.ts";
import { dropIndex } from "./drop-index.server.ts";
import { IndexWriter } from "./sync-index.server.ts";
import { derivedTables } from "./tables.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await createTestContext();
  await putEventPlayer(ctx.anvil, ctx.deployment.contracts.tessera);
  await putEventPlayer(ctx.anvil, ctx.deployment.contracts.cases);
}, 60_000);
afterAll(() => ctx.close());
beforeEach(() => dropIndex(ctx));

/** Every derived row and where the index stands, as text. */
async function contents(): Promise<string[]> {
  const rows: string[] = [];
  for (const { name } of [...derivedTables, { name: "index_cursor" }]) {
    const found = await ctx.db.$queryRawUnsafe<{ row: string }[]>(
      `SELECT row_to_json(t)::text AS row FROM "${name}" t ORDER BY 1`,
    );
    rows.push(...found.map(({ row }) => `${name} ${row}`));
  }
  return rows;
}

async function freshContents(): Promise<string[]> {
  await dropIndex(ctx);
  await new IndexWriter(ctx).sync();
  return contents();
}

async function playBlocks(history: readonly (readonly `0x${string}`[])[]): Promise<void> {
  for (const events of history) await play(ctx.anvil, ctx.deployment.contracts.tessera, events);
}

test("a reorg of any depth, with other transactions, leaves what a fresh index has, row for row", async () => {
  await fc.assert(
    fc.asyncProperty(
      randomHistory({ blocks: 12 }),
      randomHistory({ blocks: 6 }),
      fc.integer({ min: 1, max: 12 }),
      async (first, second, depth) => {
        await dropIndex(ctx);
        const writer = new IndexWriter(ctx);
        await playBlocks(first.slice(0, 6));
        await writer.sync();
        await playBlocks(first.slice(6));
        await writer.sync();
        const player = ctx.deployment.contracts.tessera;
        const replacements = second.slice(0, depth).map((events, i) => [playing(player, events), i]);
        await ctx.anvil.send("anvil_reorg", depth, replacements);
        await writer.sync();
        const reorganised = await contents();
        expect(reorganised.length).toBeGreaterThan(10);
        expect(reorganised).toEqual(await freshContents());
      },
    ),
    { numRuns: 10, endOnFailure: true },
  );
}, 180_000);

/** What a worker does: tries again after a fault. */
async function syncDespiteFaults(writer: IndexWriter): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await writer.sync();
      return;
    } catch (error) {
      if (tries === 10) throw error;
    }
  }
}

test("an index that is dropped under a writer, at any moment, is built anew by it", async () => {
  const [history = []] = fc.sample(randomHistory({ blocks: 12 }), { seed: 7, numRuns: 1 });
  const writer = new IndexWriter(ctx);
  await playBlocks(history.slice(0, 6));
  await writer.sync();
  await playBlocks(history.slice(6));
  const under = syncDespiteFaults(writer);
  await dropIndex(ctx);
  await under;
  await syncDespiteFaults(writer);
  const rebuilt = await contents();
  expect(rebuilt.length).toBeGreaterThan(10);
  expect(rebuilt).toEqual(await freshContents());
}, 60_000);

test("two writers at once leave what one does", async () => {
  const [history = []] = fc.sample(randomHistory({ blocks: 12 }), { seed: 11, numRuns: 1 });
  const writers = [new IndexWriter(ctx), new IndexWriter(ctx)];
  for (let block = 0; block < history.length; block += 4) {
    await playBlocks(history.slice(block, block + 4));
    await Promise.all(writers.map(syncDespiteFaults));
  }
  expect(await contents()).toEqual(await freshContents());
}, 60_000);

test("a node that answers short ranges only is asked for shorter ones", async () => {
  const [history = []] = fc.sample(randomHistory({ blocks: 12 }), { seed: 13, numRuns: 1 });
  await playBlocks(history);
  const strict = {
    ...ctx.chain,
    logs: async (...[addresses, from, to]: Parameters<typeof ctx.chain.logs>) => {
      if (to - from >= 5n) throw new Error("The answer is too large.");
      return ctx.chain.logs(addresses, from, to);
    },
  };
  await new IndexWriter({ ...ctx, chain: strict }).sync();
  const strictly = await contents();
  expect(strictly.length).toBeGreaterThan(10);
  expect(strictly).toEqual(await freshContents());
}, 60_000);
