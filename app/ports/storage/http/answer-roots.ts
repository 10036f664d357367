import type { StoredFile } from "../storage.ts";
import { sendJson } from "./answers.ts";
import { grantOf } from "./authorise.ts";
import { checkMethod, type Exchange, type Parts } from "./exchange.ts";

const PAGE = 1000;

/** `GET /roots?after={cid}`: all files in the order of their CIDs, for the operator. */
export async function answerRoots({ store, authorise }: Parts, exchange: Exchange): Promise<void> {
  checkMethod(exchange, "GET");
  grantOf(authorise, exchange.request.headers.authorization, "operate");
  const after = exchange.url.searchParams.get("after") ?? "";
  const files: StoredFile[] = [];
  for await (const file of store.list()) if (file.cid > after) files.push(file);
  files.sort((a, b) => (a.cid < b.cid ? -1 : 1));
  const page = files.slice(0, PAGE);
  const next = files.length > PAGE ? (page.at(-1)?.cid ?? null) : null;
  sendJson(exchange.response, 200, { files: page, next });
}
