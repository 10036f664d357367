import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

const chainsSchema = z.record(z.string(), z.union([z.url().transform((url) => [url]), z.array(z.url()).min(1)]));

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
});

const configSchema = z.object({
  /** The node's port; `host` is the interface to listen on. */
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string().default("127.0.0.1"),
  /** Where others reach this node, without a slash at the end; session signatures name it. */
  url: z.url().optional(),
  /** Holds share.json and audit.jsonl; one directory for each node. */
  dataDir: z.string().min(1),
  /** Lit's chain names to RPC endpoints: {"yellowstone": "http://..."}; several endpoints of one chain must agree. */
  chains: json.pipe(chainsSchema),
  finality: z.enum(["latest", "safe", "finalized"]).default("latest"),
  /** Encrypts the share at rest. */
  passphrase: z.string().min(8),
  /** Known to all nodes of one network; the passphrase stands in where all are run by one hand. */
  secret: z.string().min(8).optional(),
  /** Whether a wallet's signature opens without a session key. */
  plainSignIn: z.enum(["off", "recap", "any"]).default("off"),
  /** Requests a minute from one address of the network, and from one wallet; 0 is no limit. */
  rateLimit: z.coerce.number().int().min(0).default(600),
});

export type NodeConfig = z.infer<typeof configSchema>;

/**
 * Reads a node's configuration: `--index --port --host --url --data --chains --finality`, else KEYNET_INDEX, KEYNET_PORT, KEYNET_HOST, KEYNET_URL,
 * KEYNET_DATA, KEYNET_CHAINS, KEYNET_FINALITY; KEYNET_PASSPHRASE, KEYNET_SECRET, KEYNET_PLAIN_SIGN_IN and KEYNET_RATE_LIMIT from the environment only.
 * With an index the node keeps its files in `<data>/node-<index>`.
 */
export function readConfig(args: string[], env: NodeJS.ProcessEnv): NodeConfig {
  const text = { type: "string" } as const;
  const options = { index: text, port: text, host: text, url: text, data: text, chains: text, finality: text };
  const { values } = parseArgs({ args, options });
  const index = values.index ?? env.KEYNET_INDEX;
  const data = values.data ?? env.KEYNET_DATA;
  return configSchema.parse({
    port: values.port ?? env.KEYNET_PORT,
    host: values.host ?? env.KEYNET_HOST,
    url: values.url ?? env.KEYNET_URL,
    dataDir: data !== undefined && index !== undefined ? join(data, `node-${index}`) : data,
    chains: values.chains ?? env.KEYNET_CHAINS,
    finality: values.finality ?? env.KEYNET_FINALITY,
    passphrase: env.KEYNET_PASSPHRASE,
    secret: env.KEYNET_SECRET,
    plainSignIn: env.KEYNET_PLAIN_SIGN_IN,
    rateLimit: env.KEYNET_RATE_LIMIT,
  });
}
