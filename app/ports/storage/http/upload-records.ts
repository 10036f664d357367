import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Upload } from "@tus/server";
import { z } from "zod";
import { isAbsent, replaceFile } from "../flat/durable.ts";

export const UPLOAD_ID = /^[0-9a-f]{32}$/;

const record = z.object({
  id: z.string().regex(UPLOAD_ID),
  size: z.number().int().nonnegative(),
  offset: z.literal(0),
  metadata: z.object({ account: z.string() }),
  creation_date: z.string(),
});

type UploadRecord = z.output<typeof record>;

/** What is kept beside an unfinished upload's bytes: its size and whose it is. In the shape that the tus file store wants. */
export interface UploadRecords {
  get(id: string): Promise<Upload | undefined>;
  set(id: string, upload: Upload): Promise<void>;
  delete(id: string): Promise<void>;
  /** From memory. */
  known(id: string): UploadRecord | undefined;
  all(): IterableIterator<UploadRecord>;
}

async function readRecord(directory: string, id: string): Promise<UploadRecord | null> {
  try {
    const text = await readFile(join(directory, `${id}.json`), "utf8");
    await stat(join(directory, id));
    return record.parse(JSON.parse(text));
  } catch (error) {
    if (isAbsent(error) || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Reads the records in the folder and removes everything that a crash left there without one. */
export async function openUploadRecords(directory: string): Promise<UploadRecords> {
  const records = new Map<string, UploadRecord>();
  for (const name of await readdir(directory)) {
    const id = name.replace(/\.json$/, "");
    if (records.has(id)) continue;
    const found = UPLOAD_ID.test(id) ? await readRecord(directory, id) : null;
    if (found === null) await rm(join(directory, name), { recursive: true, force: true });
    else records.set(id, found);
  }
  return {
    async get(id) {
      const found = records.get(id);
      // The file store measures the offset itself and makes an Upload of these.
      return found === undefined ? undefined : (found as UploadRecord & Upload);
    },
    async set(id, upload) {
      const { size, metadata, creation_date } = upload;
      const kept = record.parse({ id, size, offset: 0, metadata: { account: metadata?.account }, creation_date });
      await replaceFile(join(directory, `${id}.json`), Buffer.from(JSON.stringify(kept)));
      records.set(id, kept);
    },
    async delete(id) {
      records.delete(id);
      await rm(join(directory, `${id}.json`), { force: true });
    },
    known: (id) => records.get(id),
    all: () => records.values(),
  };
}
