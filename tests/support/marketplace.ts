import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registerNetwork } from "@tessera/keynet";
import { type Account, type Address, createPublicClient, createWalletClient, defineChain, http, isAddress } from "viem";
import { z } from "zod";
import { readConfig } from "~/config.server.ts";
import { type Context, createContext } from "~/context.server.ts";
import { demoAccount } from "~/demo-accounts.ts";
import { issueUploadToken } from "~/features/assets/upload-token.server.ts";
import type { KeysSite } from "~/ports/keys/lit/keys-site.ts";
import { createGatewayStorage } from "~/ports/storage/gateway-storage.ts";
import { demoRoles, deploy } from "../../scripts/deploy.ts";
import { migrateDeploy } from "../../scripts/migrate.ts";
import { generateClient } from "../../scripts/supervisor/build.ts";
import { type Chain, startChain } from "../../scripts/supervisor/chain.ts";
import { childEnvironment, DEPLOYER_KEY, keyNode } from "../../scripts/supervisor/environment.ts";
import { requireFreePorts } from "../../scripts/supervisor/free-ports.ts";
import { establishNetwork } from "../../scripts/supervisor/key-network.ts";
import { ensureSecrets } from "../../scripts/supervisor/secrets.ts";
import { CannotStartError, NODE_COUNT, readSettings, type Settings } from "../../scripts/supervisor/settings.ts";
import { type Service, spawnService } from "./spawn-service.ts";

const address = z.custom<Address>((value) => isAddress(String(value), { strict: false }));
const deploymentSchema = z.object({
  chainId: z.number(),
  startBlock: z.coerce.bigint(),
  contracts: z.object({ tessera: address, cases: address, lens: address, usdc: address, keyNetwork: address }),
});

/** One of the embedded chain's people, with what they hold in their hands. */
export type Person = ReturnType<typeof personOf>;

/** The parts of a marketplace but its web server, each as `npm start` runs it, on free ports and in a folder of their own. */
export interface Marketplace {
  readonly dataDir: string;
  readonly chain: Chain;
  /** As the web app has it. */
  readonly context: Context;
  readonly deployment: z.output<typeof deploymentSchema>;
  readonly env: Readonly<Record<string, string>>;
  readonly keysSite: KeysSite;
  readonly services: readonly Service[];
  person(index: number): Person;
  /** All that the parts wrote to their standard output and error. */
  output(): string;
  close(): Promise<void>;
}

async function freeSettings(dataDir: string): Promise<Settings> {
  for (;;) {
    const base = 21_000 + Math.floor(Math.random() * 30_000);
    const settings = readSettings({ ...process.env, PORT: String(base), TESSERA_DATA: dataDir, CHAIN_RPC_URL: "" });
    try {
      await requireFreePorts(settings);
      return settings;
    } catch (error) {
      if (!(error instanceof CannotStartError)) throw error;
    }
  }
}

function personOf(account: Account, rpcUrl: string, storeUrl: string, uploadSecret: string) {
  const nativeCurrency = { name: "Ether", symbol: "ETH", decimals: 18 };
  const chain = defineChain({ id: 31337, name: "test", nativeCurrency, rpcUrls: { default: { http: [rpcUrl] } } });
  const transport = http(rpcUrl);
  const grant = { account: account.address, maxBytes: 1e9, expires: 4e9, purpose: "upload" } as const;
  const token = issueUploadToken(uploadSecret, grant);
  return {
    account,
    address: account.address,
    client: createPublicClient({ chain, transport, pollingInterval: 30 }),
    wallet: createWalletClient({ account, chain, transport }),
    storage: createGatewayStorage({ url: storeUrl, token: () => token }),
  };
}

/** @throws where a part can't start, with what it said; nothing is left running */
export async function startMarketplace(): Promise<Marketplace> {
  const dataDir = mkdtempSync(join(tmpdir(), "tessera-flow-"));
  const closers: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const settings = await freeSettings(dataDir);
    const secrets = ensureSecrets(dataDir);
    const env = childEnvironment(settings, secrets) as Record<string, string>;
    const { CHAIN_RPC_URL: rpcUrl = "", DEPLOYMENT_FILE: deploymentFile = "", STORE_URL: storeUrl = "" } = env;
    const chain = await startChain({ dataDir: join(dataDir, "chain"), port: settings.ports.chain });
    closers.push(chain.stop);
    const services: Service[] = [];
    const start = async (entry: string, launchEnv: Record<string, string>, args: readonly string[] = []) => {
      const service = await spawnService(entry, launchEnv, args);
      services.push(service);
      closers.push(() => service.kill("SIGTERM"));
    };
    await generateClient();
    await Promise.all([
      start("scripts/services/store.ts", env),
      start("scripts/services/database.ts", env).then(() => migrateDeploy(env.DATABASE_URL ?? "")),
      ...Array.from({ length: NODE_COUNT }, (_, index) => {
        const node = keyNode(index + 1, settings, secrets);
        return start("packages/keynet/src/main.ts", node.env as Record<string, string>, node.args);
      }),
      deploy({ rpcUrl, chainId: 31337, deployerKey: DEPLOYER_KEY, roles: demoRoles, demo: true, file: deploymentFile }),
    ]);
    const network = await establishNetwork(settings, secrets);
    const deployment = deploymentSchema.parse(JSON.parse(readFileSync(deploymentFile, "utf8")));
    const { keyNetwork } = deployment.contracts;
    await registerNetwork({ rpcUrl, ownerKey: DEPLOYER_KEY, keyNetworkAddress: keyNetwork, network });
    await start("scripts/services/worker.ts", env);
    const context = createContext(readConfig(env));
    closers.push(context.close);
    const { publicKey, threshold, nodes, sharePublicKeys } = network;
    return {
      ...{ dataDir, chain, context, deployment, env, services, close },
      keysSite: {
        ...{ publicKey, threshold, nodes, sharePublicKeys, rpcUrl },
        litChain: "yellowstone",
        staking: keyNetwork,
      },
      person: (index) => personOf(demoAccount(index), rpcUrl, storeUrl, secrets.upload),
      output: () => services.map((service) => service.output()).join("\n"),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
