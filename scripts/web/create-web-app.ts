import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express } from "express";
import type { Context } from "~/context.server.ts";
import { serveHotJson } from "./hot-json.ts";
import { logRequests } from "./log-requests.ts";

const YEAR = "365d";

/** The site as one Express app: what is cheap and frequent first, then files, then Remix. */
export function createWebApp(context: Context, build: ServerBuild, clientFolder: string): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(logRequests(context.log));
  app.use(compression());
  serveHotJson(app, context);
  // Names of built files hold their hash; what else is public may change.
  app.use("/assets", express.static(`${clientFolder}/assets`, { immutable: true, maxAge: YEAR, fallthrough: true }));
  app.use(express.static(clientFolder, { maxAge: "1h", index: false }));
  app.all("*", createRequestHandler({ build, mode: "production", getLoadContext: () => ({ ...context }) }));
  return app;
}
