import { pino } from "pino";
import { type Config, readConfig } from "~/config.server.ts";
import type { Context } from "~/context.server.ts";
import { openDatabase } from "~/db.server.ts";
import type { Deployment } from "~/ports/chain/deployment.server.ts";
import { createViemChain } from "~/ports/chain/viem-chain.server.ts";
import { createMemoryStorage } from "~/ports/storage/memory-storage.ts";
import { migrateDeploy } from "../../scripts/migrate.ts";
import { startDatabase } from "../../scripts/supervisor/database.ts";
import { type Anvil, startAnvil } from "./anvil.ts";

/** Addresses without code: tests that need contracts put some there, or deploy. */
const testDeployment: Deployment = {
  chainId: 31337,
  startBlock: 1n,
  contracts: {
    tessera: "0x7e55e7a000000000000000000000000000000001",
    cases: "0x7e55e7a000000000000000000000000000000002",
    lens: "0x7e55e7a000000000000000000000000000000003",
    keyNetwork: "0x7e55e7a000000000000000000000000000000004",
  },
  appealWindow: 0,
  decisionTime: 1_209_600,
};

const noNetwork = {
  publicKey: "00".repeat(48),
  threshold: 1,
  nodes: ["http://127.0.0.1:9"],
  sharePublicKeys: ["00".repeat(48)],
  litChain: "yellowstone",
};

export interface TestContext extends Context {
  readonly anvil: Anvil;
  /** Moves the context's clock, not the chain's. */
  passTime(milliseconds: number): void;
  close(): Promise<void>;
}

export function testConfig(over: Partial<Record<string, string>> = {}): Config {
  return readConfig({
    PUBLIC_URL: "http://localhost:4000",
    DATABASE_URL: "postgresql://unset",
    CHAIN_RPC_URL: "http://127.0.0.1:9",
    CHAIN_PUBLIC_RPC_URL: "http://localhost:9",
    CHAIN_ID: "31337",
    DEPLOYMENT_FILE: "unset.json",
    KEYS_FILE: "unset.json",
    STORE_URL: "http://localhost:9",
    UPLOAD_SECRET: "upload-secret-of-the-tests-32-char",
    SESSION_SECRET: "session-secret-of-the-tests-32-cha",
    EMBEDDED: "1",
    LOG_LEVEL: "silent",
    ...over,
  });
}

/** A context over a database in memory with all migrations, and a chain of its own. */
export async function createTestContext(over: Partial<Record<string, string>> = {}): Promise<TestContext> {
  const [database, anvil] = await Promise.all([startDatabase({ memory: true }), startAnvil()]);
  await migrateDeploy(database.url);
  const config = testConfig({ DATABASE_URL: database.url, CHAIN_RPC_URL: anvil.rpcUrl, ...over });
  const db = openDatabase(database.url);
  const deployment = testDeployment;
  let ahead = 0;
  return {
    config,
    db,
    chain: createViemChain({ id: 31337, rpcUrl: anvil.rpcUrl, pollInterval: 20 }),
    deployment,
    storage: createMemoryStorage(),
    keys: { ...noNetwork, staking: deployment.contracts.keyNetwork, rpcUrl: anvil.rpcUrl },
    log: pino({ level: "silent" }),
    clock: () => new Date(Date.now() + ahead),
    anvil,
    passTime(milliseconds) {
      ahead += milliseconds;
    },
    async close() {
      await db.end();
      await Promise.all([database.stop(), anvil.stop()]);
    },
  };
}
