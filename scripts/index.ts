// node --import tsx scripts/index.ts rebuild: empties the chain's index and builds it anew. Stop the worker first, or let it do the building.
import { readConfig } from "~/config.server.ts";
import { createContext } from "~/context.server.ts";
import { dropIndex } from "~/features/index/drop-index.server.ts";
import { readManifests } from "~/features/index/read-manifests.server.ts";
import { readTokens } from "~/features/index/read-tokens.server.ts";
import { IndexWriter } from "~/features/index/sync-index.server.ts";

async function main([command]: string[]): Promise<number> {
  if (command !== "rebuild") {
    console.error("Usage: index.ts rebuild");
    return 2;
  }
  const context = createContext(readConfig());
  try {
    const begun = performance.now();
    await dropIndex(context);
    const block = await new IndexWriter(context).sync();
    await readTokens(context);
    while ((await readManifests(context)) > 0);
    console.log(`The index stands at block ${block}, after ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
    return 0;
  } finally {
    await context.close();
  }
}

process.exit(await main(process.argv.slice(2)));
