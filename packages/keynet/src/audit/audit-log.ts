import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";

/** One decision of a node. It never holds key material, nor the signatures that were shown. */
export interface Decision {
  /** The wallet that asked; null where it could not be told. */
  readonly who: string | null;
  /** `<hash of conditions>/<hash of plaintext>`: the capsule. */
  readonly resource: string | null;
  /** The conditions as they were evaluated. */
  readonly conditions: unknown;
  /** The block at which each chain was read, by its name. */
  readonly blocks: Readonly<Record<string, string>>;
  readonly answer: "yes" | "no";
  readonly reason: string | null;
}

export interface AuditLog {
  /** Resolves when the entry has reached the file. */
  append(decision: Decision): Promise<void>;
  close(): Promise<void>;
}

export const GENESIS = "0".repeat(64);

/** Each line's hash covers the line before it, so that a line can't be changed or removed unseen. */
export const hashEntry = (entry: object): string => createHash("sha256").update(JSON.stringify(entry)).digest("hex");

/** Opens the log, a JSONL file, continuing its chain. Decisions made together are written together. */
export async function openAuditLog(path: string): Promise<AuditLog> {
  const file = await open(path, "a+", 0o600);
  await endTornLine(file);
  let { previous, sequence } = await readTail(path);
  let pending: string[] = [];
  let writing: Promise<void> | null = null;

  const write = async (handle: FileHandle): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    const lines = pending.join("");
    pending = [];
    writing = null;
    await handle.appendFile(lines);
  };
  let last: Promise<void> = Promise.resolve();

  return {
    append(decision) {
      sequence += 1;
      const entry = { sequence, at: new Date().toISOString(), ...decision, previous };
      const hash = hashEntry(entry);
      previous = hash;
      pending.push(`${JSON.stringify({ ...entry, hash })}\n`);
      if (writing === null) {
        const before = last;
        writing = before.catch(() => undefined).then(() => write(file));
        last = writing;
      }
      return last;
    },
    async close() {
      await last.catch(() => undefined);
      await file.close();
    },
  };
}

/** A crash may leave half a line, which must not swallow the next one. */
async function endTornLine(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  if (size === 0) return;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  if (buffer.toString() !== "\n") await file.appendFile("\n");
}

async function readTail(path: string): Promise<{ previous: string; sequence: number }> {
  let tail = { previous: GENESIS, sequence: 0 };
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const entry = parseEntry(line);
    if (entry !== null) tail = { previous: entry.hash, sequence: entry.sequence };
  }
  return tail;
}

const entrySchema = z.looseObject({ sequence: z.number(), previous: z.string(), hash: z.string() });

/** @returns the entry with its keys in the order of the file, or null where the line is not whole. */
export function parseEntry(line: string): z.infer<typeof entrySchema> | null {
  try {
    const json: unknown = JSON.parse(line);
    return entrySchema.safeParse(json).success ? (json as z.infer<typeof entrySchema>) : null;
  } catch {
    return null;
  }
}
