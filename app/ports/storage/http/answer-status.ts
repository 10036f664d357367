import { statfs } from "node:fs/promises";
import { sendJson } from "./answers.ts";
import { checkMethod, type Exchange, type Parts } from "./exchange.ts";

/** Below this many free bytes the store says that it is full. */
const LOW = 64 * 1_048_576;

/** `GET /status`, for health pages. */
export async function answerStatus({ store, uploads, directory }: Parts, exchange: Exchange): Promise<void> {
  checkMethod(exchange, "GET");
  let files = 0;
  let bytes = 0;
  for await (const file of store.list()) {
    files += 1;
    bytes += file.bytes;
  }
  const { bavail, bsize } = await statfs(directory);
  const freeBytes = bavail * bsize;
  const state = freeBytes < LOW ? "full" : "ok";
  sendJson(exchange.response, 200, { adapter: "flat", state, files, bytes, freeBytes, uploads: uploads.count() });
}
