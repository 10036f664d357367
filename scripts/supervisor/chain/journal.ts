import { readFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { z } from "zod";

/**
 * A block to be made: its time in seconds and the raw signed transactions offered to it, in order. Without a time the transactions
 * are only offered: they wait for an earlier nonce, and a snapshot does not hold those.
 */
export const Block = z.object({ time: z.number().int().nullable(), raws: z.array(z.string()) });
export type Block = z.infer<typeof Block>;

/** The first line of a journal: what its blocks follow. `state` is null where they follow the genesis block. */
const Header = z.object({
  format: z.literal("tessera-chain-journal/1"),
  genesisTime: z.number().int(),
  state: z.object({ sha256: z.string(), bytes: z.number().int() }).nullable(),
});
export type Header = z.infer<typeof Header>;

/** Thrown when the files of the chain can't be trusted. */
export class ChainDamagedError extends Error {
  override name = "ChainDamagedError";
}

export type Journal = {
  /** Keeps `block`. It is on the disk, not only on its way, when this answers. Leaves no trace when it throws. */
  append(block: Block): Promise<void>;
  close(): Promise<void>;
};

export async function createJournal(file: string, header: Header): Promise<Journal> {
  const handle = await open(file, "w", 0o600);
  let length = await writeLine(handle, 0, header);
  return {
    async append(block) {
      try {
        length = await writeLine(handle, length, block);
      } catch (error) {
        await handle.truncate(length).catch(() => {});
        throw error;
      }
    },
    close: () => handle.close(),
  };
}

/** Null when there is no header that can be read: such a journal never had a block. */
export function readHeader(file: string): Header | null {
  try {
    return Header.parse(JSON.parse(readFileSync(file, "utf8").split("\n", 1)[0] ?? ""));
  } catch {
    return null;
  }
}

/** The blocks of a journal. A last line that was torn by a crash is left out: nobody was told that it was kept. */
export function readBlocks(file: string): Block[] {
  const lines = readFileSync(file, "utf8").split("\n").slice(1);
  const torn = lines.pop() ?? "";
  if (torn) lines.push(torn);
  return lines.flatMap((line, index) => {
    try {
      return [Block.parse(JSON.parse(line))];
    } catch (cause) {
      if (torn && index === lines.length - 1) return [];
      const place = `${file}, line ${index + 2}`;
      throw new ChainDamagedError(
        `${place} is damaged. Restore the file from a copy, or move the folder away to begin anew.`,
        { cause },
      );
    }
  });
}

async function writeLine(handle: FileHandle, position: number, value: unknown): Promise<number> {
  const line = Buffer.from(`${JSON.stringify(value)}\n`);
  await handle.write(line, 0, line.length, position);
  await handle.datasync();
  return position + line.length;
}
