import { privateKeyToAddress } from "viem/accounts";
import { z } from "zod";
import { EMBEDDED_CHAIN_ID, isDemoAddress } from "./demo-accounts.ts";

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));
const secret = z.string().min(32, "must have at least 32 characters");
const privateKey = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, "must be 32 bytes of hex with 0x")
  .transform((text) => text as `0x${string}`);
const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((text) => text === "1");

const Environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().min(1).default("127.0.0.1"),
    PUBLIC_URL: url,
    TESSERA_DATA: z.string().min(1).default(".data"),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgresql:// URL"),
    CHAIN_RPC_URL: url,
    CHAIN_PUBLIC_RPC_URL: url,
    CHAIN_ID: z.coerce.number().int().positive(),
    DEPLOYMENT_FILE: z.string().min(1),
    KEYS_FILE: z.string().min(1),
    STORE_URL: url,
    UPLOAD_SECRET: secret,
    SESSION_SECRET: secret,
    OPERATOR_KEY: privateKey.optional(),
    EMBEDDED: flag,
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .refine((env) => !env.EMBEDDED || env.CHAIN_ID === EMBEDDED_CHAIN_ID, {
    path: ["EMBEDDED"],
    error: `is only for the embedded chain (${EMBEDDED_CHAIN_ID}): the demo wallet's keys are public`,
  })
  .refine((env) => env.EMBEDDED || !env.OPERATOR_KEY || !isDemoAddress(privateKeyToAddress(env.OPERATOR_KEY)), {
    path: ["OPERATOR_KEY"],
    error: "is a demo key, which everybody knows: it is refused outside the embedded chain",
  });

/** What the installation is, from its environment. Secrets are here: nothing of it is logged or sent whole. */
export interface Config {
  readonly port: number;
  /** The address that the web server listens on. */
  readonly host: string;
  /** The site's own URL without a slash at the end. Its origin is the only one that may act for a signed-in visitor. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly chain: { readonly id: number; readonly rpcUrl: string; readonly publicRpcUrl: string };
  readonly deploymentFile: string;
  readonly keysFile: string;
  readonly storeUrl: string;
  readonly uploadSecret: string;
  readonly sessionSecret: string;
  /** Pays for relayed settlements; without it this installation relays none. */
  readonly operatorKey: `0x${string}` | null;
  /** The chain is the embedded one: the demo wallet is offered. */
  readonly embedded: boolean;
  readonly logLevel: string;
}

/** Thrown at start. Its message lists every setting that is missing or wrong, and never a value. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = issue.path.join(".");
      return `  ${name}: ${env[name] ? issue.message : "is not set"}`;
    });
    throw new ConfigError(`The environment is incomplete. Set these and start again:\n${lines.join("\n")}`);
  }
  const it = parsed.data;
  return {
    port: it.PORT,
    host: it.HOST,
    publicUrl: it.PUBLIC_URL,
    dataDir: it.TESSERA_DATA,
    databaseUrl: it.DATABASE_URL,
    chain: { id: it.CHAIN_ID, rpcUrl: it.CHAIN_RPC_URL, publicRpcUrl: it.CHAIN_PUBLIC_RPC_URL },
    deploymentFile: it.DEPLOYMENT_FILE,
    keysFile: it.KEYS_FILE,
    storeUrl: it.STORE_URL,
    uploadSecret: it.UPLOAD_SECRET,
    sessionSecret: it.SESSION_SECRET,
    operatorKey: it.OPERATOR_KEY ?? null,
    embedded: it.EMBEDDED,
    logLevel: it.LOG_LEVEL,
  };
}
