import { type Logger, pino } from "pino";
import { zeroAddress } from "viem";
import { type Config, readConfig } from "./config.server.ts";
import { type Database, openDatabase } from "./db.server.ts";
import { issueUploadToken } from "./features/assets/upload-token.server.ts";
import type { Chain } from "./ports/chain/chain.ts";
import { type Deployment, readDeployment } from "./ports/chain/deployment.server.ts";
import { createViemChain } from "./ports/chain/viem-chain.server.ts";
import type { KeysSite } from "./ports/keys/lit/keys-site.ts";
import { readKeys } from "./ports/keys/lit/read-keys.server.ts";
import { createGatewayStorage } from "./ports/storage/gateway-storage.ts";
import type { Storage } from "./ports/storage/storage.ts";

/** Everything of the outside world that an operation may touch. Operations name the parts that they use: `Pick<Context, "db">`. */
export interface Context {
  readonly config: Config;
  readonly db: Database;
  readonly chain: Chain;
  readonly deployment: Deployment;
  readonly storage: Storage;
  /** The key network, as far as anybody may know it. */
  readonly keys: KeysSite;
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

/** For pins of what is listed. It can store nothing, and lasts a minute. */
const operatorToken = ({ uploadSecret }: Config): string =>
  issueUploadToken(uploadSecret, {
    account: zeroAddress,
    maxBytes: 0,
    expires: Math.floor(Date.now() / 1000) + 60,
    purpose: "operate",
  });

/** Turns configuration into adapters. `close` gives them back, the database last. */
export function createContext(config: Config = readConfig()): Context & { close(): Promise<void> } {
  const deployment = readDeployment(config.deploymentFile, config.chain.id);
  const keys = readKeys(config.keysFile, config.chain, deployment.contracts.keyNetwork);
  const db = openDatabase(config.databaseUrl);
  return {
    config,
    db,
    chain: createViemChain({
      id: config.chain.id,
      rpcUrl: config.chain.rpcUrl,
      ...(config.embedded && { pollInterval: 30 }),
    }),
    deployment,
    storage: createGatewayStorage({ url: config.storeUrl, token: () => operatorToken(config) }),
    keys,
    log: createLog(config.logLevel),
    clock: () => new Date(),
    close: () => db.end(),
  };
}
