// node --import tsx scripts/deploy.ts <rpcUrl> <chainId> [file]: deploys by DEPLOYER_KEY, or with demo settings on the embedded chain.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Hex, isAddress, isHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { demoAccount, EMBEDDED_CHAIN_ID, isDemoAddress } from "~/demo-accounts.ts";
import { type Contracts, deployContracts, deployOne, type Roles, type Terms } from "./deploy-contracts.ts";
import { fundDemo } from "./deploy-demo.ts";
import { readerOf, senderOf } from "./deploy-sender.ts";

const address = z.custom<`0x${string}`>((value) => typeof value === "string" && isAddress(value));

const deploymentSchema = z.object({
  chainId: z.number().int().positive(),
  startBlock: z.number().int().nonnegative(),
  contracts: z.object({
    tessera: address,
    cases: address,
    lens: address,
    keyNetwork: address,
    timelock: address,
    usdc: address.optional(),
  }),
  appealWindow: z.number(),
  decisionTime: z.number(),
});

/** What is where on a chain. `startBlock` is the first block that can hold an event of ours. */
export type Deployment = z.infer<typeof deploymentSchema>;

export interface DeployOptions {
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly deployerKey: Hex;
  readonly roles: Roles;
  /** Adds play money, and lets decisions take effect at once. Only on the embedded chain. */
  readonly demo: boolean;
  /** Where the addresses are written; contracts/deployments/<chainId>.json where left out. */
  readonly file?: string;
  /** Only used without `demo`, which has its own currency. */
  readonly currencies?: Terms["currencies"];
}

export class DeployRefused extends Error {
  override readonly name = "DeployRefused";
}

const DAY = 86_400n;
const demoTimes = { appealWindow: 0n, decisionTime: 14n * DAY, timelockDelay: 0n };
const realTimes = { appealWindow: 3n * DAY, decisionTime: 14n * DAY, timelockDelay: 2n * DAY };
const uris = { tokenUri: "", contractUri: "" };

/** Demo roles: the operator fulfils, accounts 5 and 6 review. */
export const demoRoles: Roles = {
  fulfillers: [demoAccount(1).address],
  reviewers: [demoAccount(5).address, demoAccount(6).address],
};

/** @returns the recorded deployment, or null where there is none or its chain does not hold it (a chain that began anew). */
async function recorded(file: string, { rpcUrl, chainId }: DeployOptions): Promise<Deployment | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  const deployment = deploymentSchema.parse(JSON.parse(text));
  if (deployment.chainId !== chainId) return null;
  const code = await readerOf(rpcUrl, chainId).getCode({ address: deployment.contracts.tessera });
  return code === undefined ? null : deployment;
}

async function record(file: string, deployment: Deployment): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, `${JSON.stringify(deployment, null, 2)}\n`);
  await rename(unfinished, file);
}

function refuseDemoAccounts({ chainId, deployerKey, roles }: DeployOptions): void {
  const accounts = [privateKeyToAccount(deployerKey).address, ...Object.values(roles).flat()];
  const demo = accounts.find(isDemoAddress);
  if (demo)
    throw new DeployRefused(`${demo} is a demo account, whose key everybody knows. It is not for chain ${chainId}.`);
}

/**
 * Deploys the contracts on any EVM chain (Cancun or later), once: a recorded deployment that its chain still holds is returned as it is.
 * @throws DeployRefused where the chain is another than named, or demo settings or accounts are asked for on a real chain.
 * @throws TransactionFailed where a transaction reverts.
 */
export async function deploy(options: DeployOptions): Promise<Deployment> {
  const { rpcUrl, chainId, demo, roles } = options;
  if (demo && chainId !== EMBEDDED_CHAIN_ID) throw new DeployRefused(`Play money is not for chain ${chainId}.`);
  if (chainId !== EMBEDDED_CHAIN_ID) refuseDemoAccounts(options);
  const file = options.file ?? fileURLToPath(new URL(`../contracts/deployments/${chainId}.json`, import.meta.url));
  const reader = readerOf(rpcUrl, chainId);
  const actual = await reader.getChainId();
  if (actual !== chainId) throw new DeployRefused(`${rpcUrl} serves chain ${actual}, not ${chainId}.`);
  const known = await recorded(file, options);
  if (known) return known;

  const startBlock = Number(await reader.getBlockNumber());
  const sender = await senderOf(privateKeyToAccount(options.deployerKey), rpcUrl, chainId);
  const times = demo ? demoTimes : realTimes;
  let contracts: Contracts;
  if (demo) {
    const usdc = await deployOne(sender, "DemoUSDC");
    const currencies = [{ address: usdc, dailyCap: 10_000_000_000n }];
    contracts = { ...(await deployContracts(sender, { ...times, ...uris, roles, currencies })), usdc };
    await fundDemo(sender, rpcUrl, usdc, contracts.tessera);
  } else {
    contracts = await deployContracts(sender, { ...times, ...uris, roles, currencies: options.currencies ?? [] });
  }
  const { appealWindow, decisionTime } = times;
  const deployment = {
    chainId,
    startBlock,
    contracts,
    appealWindow: Number(appealWindow),
    decisionTime: Number(decisionTime),
  };
  await record(file, deployment);
  return deployment;
}

const list = (text: string | undefined): `0x${string}`[] =>
  z.array(address).parse((text ?? "").split(",").filter(Boolean));

/** Reads DEPLOYER_KEY, REVIEWERS, FULFILLERS and GOVERNORS (addresses, separated by commas) and CURRENCIES (address:dailyCap,...). */
async function main([rpcUrl, chain, file]: string[]): Promise<void> {
  const chainId = Number(chain);
  if (!rpcUrl || !chainId) throw new DeployRefused("Usage: scripts/deploy.ts <rpcUrl> <chainId> [file]");
  const where = { rpcUrl, chainId, ...(file && { file: join(process.cwd(), file) }) };
  const { env } = process;
  if (!env.DEPLOYER_KEY && chainId === EMBEDDED_CHAIN_ID) {
    const deployerKey = demoAccount(0).getHdKey().privateKey;
    if (!deployerKey) throw new DeployRefused("The demo deployer has no key.");
    const key: Hex = `0x${Buffer.from(deployerKey).toString("hex")}`;
    console.log(await deploy({ ...where, deployerKey: key, roles: demoRoles, demo: true }));
    return;
  }
  if (!isHex(env.DEPLOYER_KEY)) throw new DeployRefused("Set DEPLOYER_KEY to the deployer's private key (0x...).");
  const roles = { reviewers: list(env.REVIEWERS), fulfillers: list(env.FULFILLERS), governors: list(env.GOVERNORS) };
  if (roles.governors.length === 0) throw new DeployRefused("Set GOVERNORS to who may schedule changes of settings.");
  const currencies = (env.CURRENCIES ?? "")
    .split(",")
    .filter(Boolean)
    .map((entry) => {
      const [token = "", cap = "0"] = entry.split(":");
      return { address: address.parse(token), dailyCap: BigInt(cap) };
    });
  console.log(await deploy({ ...where, deployerKey: env.DEPLOYER_KEY, roles, currencies, demo: false }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
