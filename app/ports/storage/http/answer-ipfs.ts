import { HttpRefusal } from "./answers.ts";
import { grantOf } from "./authorise.ts";
import { checkMethod, type Exchange, namedCid, type Parts } from "./exchange.ts";
import { serveIpfs } from "./serve-ipfs.ts";

/** `GET`, `HEAD` and `DELETE /ipfs/{cid}`; a pinned file is removed only with `pinned=remove`. */
export async function answerIpfs({ store, authorise }: Parts, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  if (request.method === "GET" || request.method === "HEAD") return serveIpfs(store, exchange);
  checkMethod(exchange, "DELETE");
  grantOf(authorise, request.headers.authorization, "operate");
  const removed = await store.remove(namedCid(exchange), url.searchParams.get("pinned") === "remove");
  if (!removed.ok) {
    const status = removed.reason === "pinned" ? 409 : 404;
    throw new HttpRefusal(status, removed.reason, removed.detail ?? "There is no such file.");
  }
  response.writeHead(204).end();
}
