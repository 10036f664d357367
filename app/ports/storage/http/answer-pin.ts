import { HttpRefusal } from "./answers.ts";
import { grantOf } from "./authorise.ts";
import { checkMethod, type Exchange, namedCid, type Parts } from "./exchange.ts";

/** `PUT /pins/{cid}`: the file is listed and not to be removed by mistake. */
export async function answerPin({ store, authorise }: Parts, exchange: Exchange): Promise<void> {
  checkMethod(exchange, "PUT");
  grantOf(authorise, exchange.request.headers.authorization, "operate");
  const pinned = await store.pin(namedCid(exchange));
  if (!pinned.ok) throw new HttpRefusal(404, "absent", "There is no such file.");
  exchange.response.writeHead(204).end();
}
