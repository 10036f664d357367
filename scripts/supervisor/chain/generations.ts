import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import {
  type Block,
  ChainDamagedError,
  createJournal,
  type Header,
  type Journal,
  readBlocks,
  readHeader,
} from "./journal.ts";

/** Generation n is the snapshot state-n.json and journal-n.ndjson, the blocks made since. Generation 0 has no snapshot. */
export type Recovered = {
  genesisTime: number;
  stateFile: string | null;
  /** The blocks to make again on top of the snapshot. */
  blocks: Block[];
  /** The generation of the snapshot: an older one than the newest where that was damaged, and its journal stands in for it. */
  generation: number;
  fellBack: boolean;
  isFresh: boolean;
};

export type Generations = {
  recovered: Recovered;
  append(block: Block): Promise<void>;
  /** Begins a new generation with the snapshot `state` and the transactions that wait beside it. The one before is kept in case the new one is damaged later. */
  checkpoint(state: Buffer, waiting: string[]): Promise<void>;
  close(): Promise<void>;
};

/** Opens the chain's folder. Throws ChainDamagedError when it holds a chain that can't be read. */
export async function openGenerations(folder: string, now: number): Promise<Generations> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const numbers = generationNumbers(folder);
  const recovered = numbers.length ? recover(folder, numbers) : fresh(now);
  let newest = Math.max(-1, ...numbers);
  let lastGood = recovered.generation;
  let journal: Journal | null = null;
  if (newest < 0) {
    newest = 0;
    journal = await createJournal(join(folder, "journal-0.ndjson"), header(recovered.genesisTime, null));
  }
  return {
    recovered,
    async append(block) {
      if (!journal) throw new Error("A recovered chain takes blocks only after its first checkpoint.");
      await journal.append(block);
    },
    async checkpoint(state, waiting) {
      const next = newest + 1;
      const stateFile = join(folder, `state-${next}.json`);
      await writeSynced(`${stateFile}.new`, state);
      const following = await createJournal(
        join(folder, `journal-${next}.ndjson`),
        header(recovered.genesisTime, state),
      );
      if (waiting.length > 0) await following.append({ time: null, raws: waiting });
      await rename(`${stateFile}.new`, stateFile);
      await syncFolder(folder);
      await journal?.close();
      journal = following;
      removeOlderThan(folder, lastGood);
      lastGood = next;
      newest = next;
    },
    async close() {
      await journal?.close();
    },
  };
}

function recover(folder: string, numbers: number[]): Recovered {
  for (const number of numbers.toReversed()) {
    const head = readHeader(join(folder, `journal-${number}.ndjson`));
    const stateFile = head?.state ? join(folder, `state-${number}.json`) : null;
    if (!head || (stateFile && !isWhole(stateFile, head))) continue;
    const blocks = numbers.filter((n) => n >= number).flatMap((n) => readBlocks(join(folder, `journal-${n}.ndjson`)));
    return {
      genesisTime: head.genesisTime,
      stateFile,
      blocks,
      generation: number,
      fellBack: number !== numbers.at(-1),
      isFresh: false,
    };
  }
  throw new ChainDamagedError(
    `No snapshot in ${folder} can be read. Restore it from a copy, or move the folder away to begin anew.`,
  );
}

function fresh(now: number): Recovered {
  return { genesisTime: now, stateFile: null, blocks: [], generation: 0, fellBack: false, isFresh: true };
}

function header(genesisTime: number, state: Buffer | null): Header {
  return {
    format: "tessera-chain-journal/1",
    genesisTime,
    state: state && { sha256: sha256(state), bytes: state.length },
  };
}

function isWhole(stateFile: string, { state }: Header): boolean {
  try {
    return sha256(readFileSync(stateFile)) === state?.sha256;
  } catch {
    return false;
  }
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function generationNumbers(folder: string): number[] {
  const numbers = readdirSync(folder).flatMap((name) => /^journal-(\d+)\.ndjson$/.exec(name)?.[1] ?? []);
  return numbers.map(Number).sort((a, b) => a - b);
}

function removeOlderThan(folder: string, oldest: number): void {
  for (const name of readdirSync(folder)) {
    const number = /^(?:journal|state)-(\d+)\./.exec(name)?.[1];
    if (number !== undefined && Number(number) < oldest) rmSync(join(folder, name), { force: true });
  }
}

async function writeSynced(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is only certain to survive a loss of power once the folder itself is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
