import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { FileStore } from "@tus/file-store";
import { isDiskFull } from "../flat/durable.ts";
import type { UploadRecords } from "./upload-records.ts";

/** A refusal in the shape that the tus server sends. */
export interface TusRefusal {
  readonly status_code: number;
  readonly body: string;
}

export const diskFull: TusRefusal = {
  status_code: 507,
  body: "The store's disk is full. Nothing of this upload was kept; try again later.\n",
};

/** The tus file store, except that a full disk is told as such and leaves nothing behind. */
export function createUploadFiles(directory: string, records: UploadRecords): FileStore {
  const files = new FileStore({ directory, configstore: records });
  files.extensions = ["creation", "creation-with-upload", "termination"];
  const create = files.create.bind(files);
  const remove = files.remove.bind(files);

  const undo = async (id: string, error: unknown): Promise<never> => {
    if (!isDiskFull(error)) throw error;
    await remove(id).catch(() => records.delete(id));
    throw diskFull;
  };
  files.create = (upload) => create(upload).catch((error: unknown) => undo(upload.id, error));
  files.write = async (source, id, offset) => {
    const file = createWriteStream(join(directory, id), { flags: "r+", start: offset });
    try {
      await pipeline(source, file);
    } catch (error) {
      return undo(id, error);
    }
    return offset + file.bytesWritten;
  };
  return files;
}
