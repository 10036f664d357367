import { readFileSync } from "node:fs";
import type { Address } from "viem";
import { z } from "zod";

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .transform((text) => text.toLowerCase() as Address);

const Deployment = z.object({
  chainId: z.number().int().positive(),
  startBlock: z.coerce.bigint(),
  contracts: z.object({
    tessera: address,
    cases: address,
    lens: address,
    keyNetwork: address,
    timelock: address.nullish(),
    /** Demo money, on chains where anybody may mint it. */
    usdc: address.nullish(),
  }),
  /** Seconds between a confirmed decision and its execution. */
  appealWindow: z.coerce.number().int().nonnegative(),
  /** Seconds that reviewers have for a decision. */
  decisionTime: z.coerce.number().int().nonnegative(),
});

/** Where the contracts are on this installation's chain. Addresses are lower case. */
export type Deployment = z.infer<typeof Deployment>;

/** The deployment's file is missing, is none, or is of another chain. */
export class DeploymentError extends Error {
  override name = "DeploymentError";
}

/** Reads what scripts/deploy.ts wrote. @throws DeploymentError */
export function readDeployment(file: string, chainId: number): Deployment {
  let deployment: Deployment;
  try {
    deployment = Deployment.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new DeploymentError(`${file} names no deployment. Deploy the contracts, or set DEPLOYMENT_FILE.`, { cause });
  }
  if (deployment.chainId === chainId) return deployment;
  throw new DeploymentError(`${file} is of chain ${deployment.chainId}, and CHAIN_ID is ${chainId}.`);
}
