import { encodeCid, RAW } from "../cid.ts";
import { LEAF_BYTES, sha256 } from "../leaves-of.ts";
import { HttpRefusal, readBody, sendJson } from "./answers.ts";
import { grantOf } from "./authorise.ts";
import { checkMethod, type Exchange, namedCid, type Parts } from "./exchange.ts";

/** `POST /blocks` and `PUT /blocks/{cid}`: a file of at most 1 MiB, in one request. */
export async function answerBlock({ store, authorise }: Parts, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  const named = /^\/blocks\/./.test(url.pathname);
  checkMethod(exchange, named ? "PUT" : "POST");
  const grant = grantOf(authorise, request.headers.authorization, "upload");
  const bytes = await readBody(request, Math.min(LEAF_BYTES, grant.maxBytes));
  const cid = named ? namedCid(exchange) : encodeCid(RAW, sha256(bytes));
  async function* once() {
    yield bytes;
  }
  const stored = await store.put(once(), { cid, bytes: bytes.length });
  if (!stored.ok) throw new HttpRefusal(stored.reason === "no-space" ? 507 : 422, stored.reason, stored.detail ?? "");
  sendJson(response, stored.value.fresh ? 201 : 200, { cid, bytes: bytes.length });
}
