import { createServer } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { ConfigError, readConfig } from "~/config.server.ts";
import { createContext } from "~/context.server.ts";
import { reportFailure, reportReady, stopWith } from "../supervisor/service.ts";
import { createWebApp } from "../web/create-web-app.ts";

async function serve(): Promise<void> {
  const context = createContext(readConfig());
  const build = (await import(pathToFileURL(resolve("build/server/index.js")).href)) as ServerBuild;
  const server = createServer(createWebApp(context, build, resolve("build/client")));
  // First no more requests, then those under way, then the database that they use.
  stopWith(async () => {
    const closed = new Promise((done) => server.close(done));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1000).unref();
    await closed;
    await context.close();
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(context.config.port, context.config.host, done);
  });
  context.log.info({ url: context.config.publicUrl }, "serving");
  reportReady();
}

serve().catch((error: unknown) => {
  reportFailure(error instanceof ConfigError ? error.message : `The web server can't start. ${String(error)}`);
  console.error(error);
  process.exit(1);
});
