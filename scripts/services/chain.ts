import { join } from "node:path";
import { z } from "zod";
import { startChain } from "../supervisor/chain.ts";
import { reportFailure, reportProgress, reportReady, stopWith } from "../supervisor/service.ts";

const env = z
  .object({
    TESSERA_DATA: z.string().default(".data"),
    CHAIN_PORT: z.coerce.number().int(),
    HOST: z.string().default("127.0.0.1"),
  })
  .parse(process.env);

try {
  const chain = await startChain({ dataDir: join(env.TESSERA_DATA, "chain"), port: env.CHAIN_PORT, host: env.HOST });
  let stopping = false;
  stopWith(() => {
    stopping = true;
    return chain.stop();
  });
  if (chain.recovered.fellBack)
    reportProgress("the newest snapshot was damaged; an older one and the journal stand in for it");
  else if (chain.recovered.blocks > 0) reportProgress(`made ${chain.recovered.blocks} blocks again after a crash`);
  reportReady();
  await chain.exited;
  if (!stopping) {
    console.error("anvil ended by itself.");
    process.exit(1);
  }
} catch (error) {
  reportFailure(error instanceof Error ? error.message : String(error));
  throw error;
}
