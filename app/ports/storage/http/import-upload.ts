import { z } from "zod";
import type { Cid } from "~/ids.ts";
import { decodeCid } from "../cid.ts";
import type { FlatStore } from "../flat/open-flat-store.server.ts";
import type { Stored } from "../storage.ts";
import { HttpRefusal } from "./answers.ts";
import type { Grant } from "./authorise.ts";
import type { Uploads } from "./uploads.ts";

const cid = z
  .string()
  .refine((text) => decodeCid(text) !== null)
  .transform((text) => text as Cid);

/** The body of `POST /imports`; the upload by its id or its URL. */
export const importBody = z.object({
  upload: z
    .string()
    .max(500)
    .transform((text) => text.replace(/\/$/, "").split("/").at(-1) ?? ""),
  cid,
});

/**
 * Turns a finished upload into a stored file. Safe to repeat: an upload that is gone while the file is there has been imported.
 * @throws HttpRefusal
 */
export async function importUpload(
  { store, uploads }: { store: FlatStore; uploads: Uploads },
  grant: Grant,
  { upload, cid }: z.output<typeof importBody>,
): Promise<Stored> {
  try {
    return await uploads.withFinished(upload, grant, async (finished) => {
      const imported = await store.adopt(finished.path, { cid, bytes: finished.bytes });
      if (imported.ok) {
        await finished.remove();
        return imported.value;
      }
      if (imported.reason === "no-space")
        throw new HttpRefusal(507, "no-space", imported.detail ?? "The disk is full.");
      await finished.remove();
      throw new HttpRefusal(422, "wrong-cid", `${imported.detail ?? ""} Nothing was kept.`);
    });
  } catch (error) {
    if (!(error instanceof HttpRefusal) || error.status !== 404) throw error;
    const there = await store.find(cid);
    if (there === null) throw error;
    return { ...there, fresh: false };
  }
}
