// npm run index -- rebuild: drops everything that follows from the chain, and waits until the worker has built it anew.
import { setTimeout as pause } from "node:timers/promises";
import { readConfig } from "~/config.server.ts";
import { createContext } from "~/context.server.ts";
import { readCursor } from "~/features/index/cursor.server.ts";
import { dropIndex } from "~/features/index/drop-index.server.ts";
import { childEnvironment } from "./supervisor/environment.ts";
import { ensureSecrets } from "./supervisor/secrets.ts";
import { readSettings } from "./supervisor/settings.ts";

async function rebuild(): Promise<void> {
  const settings = readSettings(process.env);
  const context = createContext(readConfig(childEnvironment(settings, ensureSecrets(settings.dataDir))));
  try {
    const head = (await context.chain.head()).number;
    const begun = performance.now();
    await dropIndex(context);
    for (let at = -1n; at < head; await pause(200)) {
      const now = (await readCursor(context))?.block ?? -1n;
      if (now !== at) console.log(`block ${now < 0n ? 0n : now} of ${head}`);
      at = now;
    }
    console.log(`The index is built anew, in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
  } finally {
    await context.close();
  }
}

if (process.argv[2] !== "rebuild") {
  console.error("Usage: npm run index -- rebuild");
  process.exit(2);
}
try {
  await rebuild();
} catch (error) {
  console.error(`The index can't be rebuilt: it takes a marketplace that runs (npm start).\n${error}`);
  process.exit(1);
}
process.exit(0);
