import { type Logger, pino } from "pino";
import { type Config, readConfig } from "./config.server.ts";
import { type Database, openDatabase } from "./db.server.ts";
import type { Chain } from "./ports/chain/chain.ts";
import { createViemChain } from "./ports/chain/viem-chain.server.ts";

/** Everything of the outside world that an operation may touch. Operations name the parts that they use: `Pick<Context, "db">`. */
export interface Context {
  readonly config: Config;
  readonly db: Database;
  readonly chain: Chain;
  readonly log: Logger;
  /** The time now. */
  readonly clock: () => Date;
}

declare module "@remix-run/node" {
  interface AppLoadContext extends Context {}
}

/** A log that holds no secret even where a whole request or error is handed to it. */
export function createLog(level: string): Logger {
  return pino({
    level,
    redact: {
      paths: ["*.cookie", "*.authorization", "*.signature", "*.headers", "cookie", "authorization", "signature"],
      censor: "[kept out]",
    },
  });
}

/** Turns configuration into adapters. `close` gives them back, the database last. */
export function createContext(config: Config = readConfig()): Context & { close(): Promise<void> } {
  const db = openDatabase(config.databaseUrl);
  const chain = createViemChain({
    id: config.chain.id,
    rpcUrl: config.chain.rpcUrl,
    ...(config.embedded && { pollInterval: 30 }),
  });
  return { config, db, chain, log: createLog(config.logLevel), clock: () => new Date(), close: () => db.end() };
}
