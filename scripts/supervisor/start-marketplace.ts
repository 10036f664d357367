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
      onCrash: (how, pause) => screen.say(`  ! ${name} ${how}; starting it again in ${pause / 1000} s`),
    });
    services.push(started);
    await started.ready;
    serving = true;
  }

  const entry = (name: string) => join("scripts", "services", `${name}.ts`);
  const part = (name: string) => screen.task(name, (progress) => service(name, { entry: entry(name), progress }));

  async function database(): Promise<void> {
    if (!settings.databaseUrl) await part("database");
    await screen.task("migrations", () => migrateDeploy(env.DATABASE_URL ?? ""));
  }

  async function chain(): Promise<void> {
    if (settings.chain) return;
    await part("chain");
    if (await deploymentMark(rpcUrl, deploymentFile)) return;
    await screen.task("contracts", async () => {
      const { demoRoles: roles, deploy } = await import("../deploy.ts");
      await deploy({ rpcUrl, chainId: CHAIN_ID, deployerKey: DEPLOYER_KEY, roles, demo: true, file: deploymentFile });
    });
  }

  async function keys(contracts: Promise<void>): Promise<void> {
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
    await contracts;
    if (!settings.chain) unwatch = await publishNetwork(network, settings, deploymentFile);
  }

  /** The demo assets go in once for each new chain. */
  async function demo(): Promise<void> {
    const mark = await deploymentMark(rpcUrl, deploymentFile);
    const file = join(settings.dataDir, "demo-seeded");
    const script = "scripts/demo/seed.ts";
    if (settings.chain || !settings.demo || !mark || !existsSync(script)) return;
    if (existsSync(file) && readFileSync(file, "utf8") === mark) return;
    await screen.task("demo assets", (progress) => runScript(script, env, log("demo"), progress));
    writeFileSync(file, mark);
  }

  async function start(): Promise<void> {
    await requireFreePorts(settings);
    const client = generateClient();
    const built = client.then(() => screen.task("build", buildWeb));
    const contracts = client.then(chain);
    await Promise.all([built, client.then(database), contracts, part("store"), keys(contracts)]);
    await Promise.all([part("worker"), part("web"), demo()]);
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
