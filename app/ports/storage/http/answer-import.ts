import { z } from "zod";
import { HttpRefusal, readBody, sendJson } from "./answers.ts";
import { grantOf } from "./authorise.ts";
import { checkMethod, type Exchange, IDLE, type Parts } from "./exchange.ts";
import { importBody, importUpload } from "./import-upload.ts";

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
});

/** `POST /imports`: a finished upload becomes a file, if it is what it is said to be. */
export async function answerImport(parts: Parts, exchange: Exchange): Promise<void> {
  checkMethod(exchange, "POST");
  const { request, response } = exchange;
  const grant = grantOf(parts.authorise, request.headers.authorization, "upload");
  const body = json.pipe(importBody).safeParse((await readBody(request, 4096)).toString());
  if (!body.success) throw new HttpRefusal(400, "body", "The body is { upload, cid }.");
  // Hashing tens of gigabytes takes longer than a quiet connection may.
  request.socket.setTimeout(0);
  const { cid, bytes, fresh } = await importUpload(parts, grant, body.data);
  request.socket.setTimeout(IDLE);
  sendJson(response, fresh ? 201 : 200, { cid, bytes });
}
