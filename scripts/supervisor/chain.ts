import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAnvil } from "./chain/anvil-process.ts";
import { createBlockProducer } from "./chain/block-producer.ts";
import { type Generations, openGenerations } from "./chain/generations.ts";
import { makeBlock } from "./chain/make-block.ts";
import { createRpcServer } from "./chain/rpc-server.ts";
import { takeLock } from "./process-lock.ts";

export type Chain = {
  /** The public door: reads, and transactions that the caller has signed. */
  rpcUrl: string;
  /** Anvil itself, with all its methods; it mines only when told to (evm_mine). What is done here is not kept in the journal. */
  adminUrl: string;
  /** Moves the chain's clock ahead, and makes an empty block at the new time. */
  advanceTime(seconds: number): Promise<void>;
  /** How many blocks the start made again from the journal, and whether a damaged snapshot was passed over. */
  recovered: { blocks: number; fellBack: boolean };
  /** Settles when anvil has ended, whoever ended it. */
  exited: Promise<void>;
  /** Takes a snapshot and ends. */
  stop(): Promise<void>;
};

export type ChainOptions = { port?: number; host?: string } & ({ memory: true } | { memory?: false; dataDir: string });

/**
 * Starts the embedded chain: anvil, with chain id 31337 and its well-known accounts, behind a door of ours. Each transaction is
 * written to a journal before anvil sees it, and folded into a snapshot later, so that whatever was acknowledged is there again after
 * a crash, with the same block hashes.
 */
export async function startChain(options: ChainOptions): Promise<Chain> {
  if (options.memory) {
    const scratch = mkdtempSync(join(tmpdir(), "tessera-chain-"));
    return serve(options, null, scratch, () => rmSync(scratch, { recursive: true, force: true }));
  }
  const release = takeLock(`${options.dataDir}.lock`);
  try {
    const generations = await openGenerations(options.dataDir, now());
    return await serve(options, generations, options.dataDir, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function serve(options: ChainOptions, generations: Generations | null, folder: string, release: () => void) {
  const { genesisTime, stateFile, blocks, fellBack, isFresh } = generations?.recovered ?? fresh();
  const cacheDir = join(folder, "cache");
  rmSync(cacheDir, { recursive: true, force: true });
  const pidFile = generations ? join(folder, "anvil.json") : null;
  const anvil = await startAnvil({ genesisTime, stateFile, cacheDir, pidFile });

  const producer = createBlockProducer(anvil.url, generations);
  const server = createRpcServer(anvil.url, producer);
  try {
    for (const block of blocks) await makeBlock(anvil.url, block);
    if (!isFresh) await producer.checkpoint();
    await new Promise<void>((done, fail) => {
      server.once("error", fail).listen(options.port ?? 0, options.host ?? "127.0.0.1", done);
    });
  } catch (error) {
    await anvil.stop();
    throw error;
  }
  return {
    rpcUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    adminUrl: anvil.url,
    advanceTime: producer.advanceTime,
    recovered: { blocks: blocks.length, fellBack },
    exited: anvil.exited,
    async stop() {
      server.close();
      server.closeIdleConnections();
      await producer.checkpoint().catch((error) => console.error("No snapshot could be taken:", error));
      await anvil.stop();
      await generations?.close();
      server.closeAllConnections();
      release();
    },
  };
}

function fresh() {
  return { genesisTime: now(), stateFile: null, blocks: [], fellBack: false, isFresh: true };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
