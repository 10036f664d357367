import { join } from "node:path";
import { CHAIN_ID } from "./chain/anvil-process.ts";
import { databaseUrl } from "./database.ts";
import type { Secrets } from "./secrets.ts";
import { NODE_COUNT, type Settings } from "./settings.ts";

/** The embedded chain's accounts are anvil's own and known to everybody: index 0 deploys, index 1 operates. */
export const DEPLOYER_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const OPERATOR_KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

/** Lit's name for the embedded chain in access conditions. */
const LIT_CHAIN = "yellowstone";

/** What every child is told. app/config.server.ts reads it. */
export function childEnvironment(settings: Settings, secrets: Secrets): NodeJS.ProcessEnv {
  const { ports, dataDir, chain } = settings;
  const embeddedChain = {
    CHAIN_RPC_URL: `http://127.0.0.1:${ports.chain}`,
    CHAIN_PUBLIC_RPC_URL: beside(settings, ports.chain),
    CHAIN_ID: String(CHAIN_ID),
    DEPLOYMENT_FILE: join(dataDir, "deployment.json"),
    OPERATOR_KEY,
    EMBEDDED: "1",
  };
  const realChain = chain && {
    CHAIN_RPC_URL: chain.rpcUrl,
    CHAIN_PUBLIC_RPC_URL: chain.publicRpcUrl,
    CHAIN_ID: String(chain.id),
    DEPLOYMENT_FILE: chain.deploymentFile,
    ...(chain.operatorKey && { OPERATOR_KEY: chain.operatorKey }),
    EMBEDDED: "0",
  };
  return {
    ...process.env,
    NODE_ENV: "production",
    PORT: String(ports.web),
    HOST: settings.host,
    PUBLIC_URL: settings.publicUrl,
    TESSERA_DATA: dataDir,
    DATABASE_URL: settings.databaseUrl ?? databaseUrl(join(dataDir, "db")),
    CHAIN_PORT: String(ports.chain),
    ...(realChain ?? embeddedChain),
    KEYS_FILE: join(dataDir, "keys", "network.json"),
    STORE_PORT: String(ports.store),
    STORE_HOST: settings.host,
    STORE_URL: process.env.STORE_URL || beside(settings, ports.store),
    UPLOAD_SECRET: secrets.upload,
    SESSION_SECRET: secrets.session,
  };
}

/** The arguments and the environment of key node `index`, from 1. It hears of the chain, but of no other part and no other secret. */
export function keyNode(
  index: number,
  settings: Settings,
  secrets: Secrets,
): { args: string[]; env: NodeJS.ProcessEnv } {
  const { ports, host, dataDir, chain } = settings;
  const rpcUrl = chain?.rpcUrl ?? `http://127.0.0.1:${ports.chain}`;
  const args = ["--index", String(index), "--port", String(ports.nodes[index - 1]), "--host", host];
  args.push("--data", join(dataDir, "keys"), "--url", nodeUrls(settings)[index - 1] ?? "");
  args.push("--chains", process.env.KEYNET_CHAINS ?? JSON.stringify({ [LIT_CHAIN]: rpcUrl }));
  return { args, env: { ...process.env, NODE_ENV: "production", KEYNET_PASSPHRASE: secrets.keys } };
}

/** Where the nodes are reached. Clients take an address of the internet protocol from the chain, so `localhost` won't do. */
export function nodeUrls({ ports }: Settings): string[] {
  return Array.from({ length: NODE_COUNT }, (_, index) => `http://127.0.0.1:${ports.nodes[index]}`);
}

/** The URL of another port on the host that the public reaches. */
function beside({ publicUrl }: Settings, port: number): string {
  const url = new URL(publicUrl);
  return `http://${url.hostname}:${port}`;
}
