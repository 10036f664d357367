import { dropIndex } from "~/features/index/drop-index.server.ts";
import { IndexWriter } from "~/features/index/sync-index.server.ts";
import { createTestContext } from "../support/context.ts";
import { putEventPlayer } from "../support/event-log.ts";
import { fetchAndDecode, fetchHeaders } from "./index/fetch-and-decode.ts";
import { type History, playPurchases, putManifests } from "./index/purchase-history.ts";
import { median, note, report } from "./report.ts";

// The index written anew from anvil's purchases and transfers (6 events a block) into the embedded database, by one writer: headers,
// licences, payments, the journal of the newest blocks and the catalogue. Its bound is fetching the same logs in the same strides and
// cutting them into words, with nothing written, in turns in the same run. Wall time: the node and the database work beside this process.
// Much denser blocks can't be measured: the chain client refuses answers over 10 MiB, which a stride of 2,000 blocks with 8 events each is.
const ROUNDS = 3;
const BLOCKS = 4000;

const ctx = await createTestContext();
const { tessera, cases } = ctx.deployment.contracts;

async function seconds(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return (performance.now() - start) / 1000;
}

/** What was measured must have been the whole index. */
async function requireWhole(history: History): Promise<void> {
  const [payments, transfers, catalogue, held] = await Promise.all([
    ctx.db.payment.count(),
    ctx.db.transfer.count(),
    ctx.db.catalogue.count(),
    ctx.db.licence.aggregate({ _sum: { balance: true } }),
  ]);
  const whole = payments === history.purchases && transfers === history.transfers;
  if (!whole || catalogue === 0 || held._sum.balance !== history.balance) {
    throw new Error(`The index holds ${payments} payments, ${transfers} transfers and ${catalogue} catalogue rows.`);
  }
}

try {
  await putEventPlayer(ctx.anvil, tessera);
  await putManifests(ctx.db);
  const history = await playPurchases(ctx.anvil, tessera, BLOCKS);
  const head = Number((await ctx.chain.head()).number);

  const rounds = { bound: [] as number[], headers: [] as number[], write: [] as number[] };
  for (let round = -1; round < ROUNDS; round++) {
    const bound = await seconds(async () => {
      const count = await fetchAndDecode(ctx.anvil, [tessera, cases], head);
      if (count !== history.events) throw new Error(`There were ${count} logs and not ${history.events}.`);
    });
    const headers = await seconds(() => fetchHeaders(ctx.anvil, head));
    await dropIndex(ctx);
    const write = await seconds(() => new IndexWriter(ctx).sync());
    await requireWhole(history);
    // The first round warms everything up.
    if (round < 0) continue;
    rounds.bound.push(bound);
    rounds.headers.push(headers);
    rounds.write.push(write);
  }

  note("index.events", history.events, "events");
  note("index.blocks", head, "blocks");
  note("index.fetch-decode", history.events / median(rounds.bound), "events/s");
  note("index.headers", head / median(rounds.headers), "blocks/s");
  note("index.write", history.events / median(rounds.write), "events/s");
  const ratios = rounds.write.map((write, round) => (rounds.bound[round] ?? 0) / write);
  report({ metric: "index.of-fetch-decode", value: median(ratios), unit: "ratio", bar: 0.4, better: "higher" });
} finally {
  await ctx.close();
}
