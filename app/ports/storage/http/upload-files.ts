import { open } from "node:fs/promises";
import { join } from "node:path";
import { FileStore } from "@tus/file-store";
import { isDiskFull } from "../flat/durable.ts";
import type { UploadRecords } from "./upload-records.ts";

/** Thrown to the tus server, which sends what it says. */
export class UploadDiskFull extends Error {
  override readonly name = "UploadDiskFull";
  readonly status_code = 507;
  readonly body = "The store's disk is full. Nothing of this upload was kept; try again later.\n";
}

/** The tus file store, except that a full disk is told as such and leaves nothing behind. */
export function createUploadFiles(directory: string, records: UploadRecords): FileStore {
  const files = new FileStore({ directory, configstore: records });
  files.extensions = ["creation", "creation-with-upload", "termination"];
  const create = files.create.bind(files);
  const remove = files.remove.bind(files);

  const undo = async (id: string, error: unknown): Promise<never> => {
    if (!isDiskFull(error)) throw error;
    await remove(id).catch(() => records.delete(id));
    throw new UploadDiskFull();
  };
  files.create = (upload) => create(upload).catch((error: unknown) => undo(upload.id, error));
  files.write = async (source, id, first) => {
    let offset = first;
    const file = await open(join(directory, id), "r+");
    try {
      // The iterator leaves the source whole where the disk refuses: destroying it would tell tus of a broken request instead.
      for await (const piece of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        for (let at = 0; at < piece.length; ) {
          const { bytesWritten } = await file.write(piece, at, piece.length - at, offset);
          at += bytesWritten;
          offset += bytesWritten;
        }
      }
    } catch (error) {
      return undo(id, error);
    } finally {
      await file.close();
    }
    return offset;
  };
  return files;
}
