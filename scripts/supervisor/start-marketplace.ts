import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { migrateDeploy } from "../migrate.ts";
import { buildWeb, generateClient } from "./build.ts";
import { CHAIN_ID } from "./chain/anvil-process.ts";
import { deploymentMark } from "./deployment.ts";
import { childEnvironment, DEPLOYER_KEY, keyNode } from "./environment.ts";
import { requireFreePorts } from "./free-ports.ts";
import { establishNetwork, publishNetwork } from "./key-network.ts";
import { type LogFile, openLogFile } from "./log-file.ts";
import { migrationsDigest } from "./migrations-folder.ts";
import { runScript } from "./run-script.ts";
import type { Screen } from "./screen.ts";
import { ensureSecrets } from "./secrets.ts";
import { runService, type ServiceProcess } from "./service-process.ts";
import { NODE_COUNT, type Settings } from "./settings.ts";

/** The parts end in this order, those of one line together: first who asks, last who keeps. All of it within five seconds. */
const STOP_ORDER = [["web", "worker"], ["store", "keys"], ["chain"], ["database"]];
const STOP_LIMIT = 1500;

export type Marketplace = {
  /** Settles when everything serves; rejects with the reason when a part can't start. */
  ready: Promise<void>;
  stop(): Promise<void>;
};

/** Does `work` unless `file` says that it was done for this very `mark`. */
async function once(file: string, mark: string, work: () => Promise<unknown>): Promise<void> {
  if (existsSync(file) && readFileSync(file, "utf8") === mark) return;
  await work();
  writeFileSync(file, mark);
}

export function startMarketplace(settings: Settings, screen: Screen): Marketplace {
  const services: ServiceProcess[] = [];
  let stopped = false;
  let unwatch = () => {};

  const secrets = ensureSecrets(settings.dataDir);
  const env = childEnvironment(settings, secrets);
  const rpcUrl = env.CHAIN_RPC_URL ?? "";
  const deploymentFile = env.DEPLOYMENT_FILE ?? "";
  const log = (name: string): LogFile => openLogFile(join(settings.dataDir, "logs", `${name}.log`));

  type Launch = { entry: string; args?: string[]; env?: NodeJS.ProcessEnv; progress?(text: string): void };

  async function service(name: string, { entry, progress, ...launch }: Launch): Promise<void> {
    if (stopped) throw new Error("Stopping.");
    let serving = false;
    const started = runService({
      ...{ name, entry, env, log: log(name), ...launch },
      onProgress: (text) => (serving ? screen.say(`  ${name}: ${text}`) : progress?.(text)),
      onCrash: (how, pause) => {
        if (!stopped) screen.say(`  ! ${name} ${how}; starting it again in ${pause / 1000} s`);
      },
    });
    services.push(started);
    await started.ready;
    serving = true;
  }

  const entry = (name: string) => join("scripts", "services", `${name}.ts`);
  const part = (name: string) => screen.task(name, (progress) => service(name, { entry: entry(name), progress }));

  async function database(): Promise<void> {
    if (settings.databaseUrl) {
      await screen.task("migrations", () => migrateDeploy(env.DATABASE_URL ?? ""));
      return;
    }
    await part("database");
    // Kept inside the database's folder, so that both go together.
    await once(join(settings.dataDir, "db", "tessera-migrations"), migrationsDigest(), () =>
      screen.task("migrations", () => migrateDeploy(env.DATABASE_URL ?? "")),
    );
  }

  /** Answers a mark of the embedded chain's contracts; null where the chain is not ours. */
  async function chain(): Promise<string | null> {
    if (settings.chain) return null;
    await part("chain");
    const mark = await deploymentMark(rpcUrl, deploymentFile);
    if (mark) return mark;
    await screen.task("contracts", async () => {
      const { demoRoles: roles, deploy } = await import("../deploy.ts");
      await deploy({ rpcUrl, chainId: CHAIN_ID, deployerKey: DEPLOYER_KEY, roles, demo: true, file: deploymentFile });
    });
    return deploymentMark(rpcUrl, deploymentFile);
  }

  async function keys(contracts: Promise<string | null>): Promise<void> {
    const network = await screen.task("keys", async (progress) => {
      const nodes = Array.from({ length: NODE_COUNT }, (_, index) => index + 1);
      await Promise.all(
        nodes.map((index) => {
          const node = { entry: "packages/keynet/src/main.ts", ...keyNode(index, settings, secrets) };
          return service(`keys-${index}`, { ...node, progress });
        }),
      );
      progress("making the key");
      return establishNetwork(settings, secrets);
    });
    const mark = await contracts;
    if (mark) unwatch = await publishNetwork(network, settings, deploymentFile, mark);
  }

  /** The demo assets go in once for each new chain. */
  async function demo(mark: string | null): Promise<void> {
    if (!mark || !settings.demo) return;
    await once(join(settings.dataDir, "demo-seeded"), mark, () =>
      screen.task("demo assets", (progress) => runScript("scripts/demo/seed.ts", env, log("demo"), progress)),
    );
  }

  async function start(): Promise<void> {
    await requireFreePorts(settings);
    const built = screen.task("build", async (progress) => {
      await generateClient();
      await buildWeb(() => progress("building the pages"));
    });
    const contracts = chain();
    await Promise.all([built, database(), contracts, part("store"), keys(contracts)]);
    await Promise.all([part("worker"), part("web"), contracts.then(demo)]);
  }

  async function stop(): Promise<void> {
    stopped = true;
    unwatch();
    for (const names of STOP_ORDER) {
      const group = services.filter(({ name }) => names.includes(name.replace(/-\d+$/, "")));
      await Promise.all(group.map((running) => running.stop(STOP_LIMIT)));
    }
  }

  return { ready: start(), stop };
}
