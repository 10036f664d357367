import { resolve } from "node:path";
import { z } from "zod";

const url = z.url().transform((text) => text.replace(/\/$/, ""));
const HIGHEST_PORT = 65_535;
export const NODE_COUNT = 5;
export const THRESHOLD = 3;
const FIRST_NODE = 10;

const Environment = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(HIGHEST_PORT - FIRST_NODE - NODE_COUNT)
    .default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: url.optional(),
  TESSERA_DATA: z.string().default(".data"),
  DATABASE_URL: z.string().optional(),
  CHAIN_RPC_URL: url.optional(),
  CHAIN_PUBLIC_RPC_URL: url.optional(),
  CHAIN_ID: z.coerce.number().int().optional(),
  DEPLOYMENT_FILE: z.string().optional(),
  OPERATOR_KEY: z.string().optional(),
  NO_DEMO: z.string().optional(),
});

export type Settings = {
  ports: { web: number; store: number; chain: number; nodes: number[] };
  /** The interface that every server listens on. */
  host: string;
  publicUrl: string;
  dataDir: string;
  /** Null: the embedded database. */
  databaseUrl: string | null;
  /** Null: the embedded chain. */
  chain: {
    rpcUrl: string;
    publicRpcUrl: string;
    id: number;
    deploymentFile: string;
    operatorKey: string | null;
  } | null;
  /** Whether to fill an empty embedded marketplace with the demo assets. */
  demo: boolean;
};

/** Thrown with a sentence for the person at the terminal. */
export class CannotStartError extends Error {
  override name = "CannotStartError";
}

export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = Environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== "")));
  if (!parsed.success) throw new CannotStartError(`The environment is not right:\n${z.prettifyError(parsed.error)}`);
  const { PORT: port, HOST: host, ...rest } = parsed.data;
  return {
    ports: {
      web: port,
      store: port + 1,
      chain: port + 2,
      nodes: Array.from({ length: NODE_COUNT }, (_, index) => port + FIRST_NODE + index),
    },
    host,
    publicUrl: rest.PUBLIC_URL ?? `http://localhost:${port}`,
    dataDir: resolve(rest.TESSERA_DATA),
    databaseUrl: rest.DATABASE_URL ?? null,
    chain: realChain(rest),
    demo: !rest.NO_DEMO,
  };
}

function realChain(env: Omit<z.infer<typeof Environment>, "PORT" | "HOST">): Settings["chain"] {
  if (!env.CHAIN_RPC_URL) return null;
  if (!env.CHAIN_ID || !env.DEPLOYMENT_FILE) {
    throw new CannotStartError("CHAIN_RPC_URL is set, so CHAIN_ID and DEPLOYMENT_FILE must be set too.");
  }
  return {
    rpcUrl: env.CHAIN_RPC_URL,
    publicRpcUrl: env.CHAIN_PUBLIC_RPC_URL ?? env.CHAIN_RPC_URL,
    id: env.CHAIN_ID,
    deploymentFile: resolve(env.DEPLOYMENT_FILE),
    operatorKey: env.OPERATOR_KEY ?? null,
  };
}
