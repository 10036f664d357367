import { HttpRefusal } from "./answers.ts";
import { grantOf } from "./authorise.ts";
import { checkMethod, type Exchange, namedCid, type Parts } from "./exchange.ts";

/** `PUT /holds/{cid}`: the file is listed and not to be removed by mistake. */
export async function answerHold({ store, authorise }: Parts, exchange: Exchange): Promise<void> {
  checkMethod(exchange, "PUT");
  grantOf(authorise, exchange.request.headers.authorization, "operate");
  const held = await store.hold(namedCid(exchange));
  if (!held.ok) throw new HttpRefusal(404, "absent", "There is no such file.");
  exchange.response.writeHead(204).end();
}
