import { readFileSync } from "node:fs";
import { join } from "node:path";
import { networkSchema } from "@tessera/keynet/network";
import { type Address, isAddress } from "viem";
import { z } from "zod";
import { wrap } from "~/ports/keys/lit/wrap.ts";
import { reportProgress } from "../supervisor/service.ts";
import { seedDemo } from "./seed-demo.ts";
import { openSeedJournal } from "./seed-journal.ts";

const address = z.custom<Address>((value) => isAddress(String(value), { strict: false }));
const environment = z.object({
  CHAIN_RPC_URL: z.url(),
  DEPLOYMENT_FILE: z.string(),
  EMBEDDED: z.literal("1", "The demo assets are for the embedded chain only: their creator's key is public."),
  KEYS_FILE: z.string(),
  STORE_URL: z.url(),
  TESSERA_DATA: z.string(),
  UPLOAD_SECRET: z.string(),
});
const deploymentSchema = z.object({
  chainId: z.literal(31337),
  startBlock: z.coerce.bigint(),
  contracts: z.object({ tessera: address, usdc: address }),
});

const env = environment.parse(process.env);
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const { chainId, startBlock, contracts } = deploymentSchema.parse(readJson(env.DEPLOYMENT_FILE));
const network = networkSchema.parse(readJson(env.KEYS_FILE));

await seedDemo({
  chainId,
  startBlock,
  ...contracts,
  rpcUrl: env.CHAIN_RPC_URL,
  storeUrl: env.STORE_URL,
  uploadSecret: env.UPLOAD_SECRET,
  keys: { wrap: (dataKey, gate) => wrap(network.publicKey, dataKey, gate) },
  journal: openSeedJournal(join(env.TESSERA_DATA, "demo-journal.jsonl")),
  onProgress: reportProgress,
});
process.disconnect?.();
