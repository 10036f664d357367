import { ConfigError, readConfig } from "~/config.server.ts";
import { createContext } from "~/context.server.ts";
import { startIndexing } from "~/features/index/start-indexing.server.ts";
import { startSettling } from "~/features/uses/start-settling.server.ts";
import { reportFailure, reportReady, stopWith } from "../supervisor/service.ts";

async function work(): Promise<void> {
  const context = createContext(readConfig());
  const indexing = startIndexing(context);
  const settling = startSettling(context);
  stopWith(async () => {
    await Promise.all([indexing.stop(), settling.stop()]);
    await context.close();
  });
  await indexing.ready;
  reportReady();
}

work().catch((error: unknown) => {
  reportFailure(error instanceof ConfigError ? error.message : `The worker can't start. ${String(error)}`);
  console.error(error);
  process.exit(1);
});
