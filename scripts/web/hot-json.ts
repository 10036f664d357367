import type { Express, Request, Response } from "express";
import type { Context } from "~/context.server.ts";
import { publicJson } from "~/json.server.ts";
import { readStatus, type Status } from "~/status.server.ts";
import { describeInstallation } from "~/well-known.server.ts";

/** Watchers ask often, and many at once: one look at the parts serves all of them for this long. */
const FRESH = 1000;

/** `GET /healthz` (503 when a part is down) and `GET /.well-known/tessera.json`, without Remix. */
export function serveHotJson(app: Express, context: Context): void {
  let status: { at: number; value: Promise<Status> } | null = null;
  app.get("/healthz", async (request, response) => {
    const now = Date.now();
    if (!status || now - status.at > FRESH) status = { at: now, value: readStatus(context) };
    const value = await status.value;
    await send(request, response, value, value.state === "down" ? 503 : 200);
  });
  const installation = describeInstallation(context);
  app.get("/.well-known/tessera.json", (request, response) => send(request, response, installation));
}

async function send(request: Request, response: Response, value: unknown, status = 200): Promise<void> {
  const known = request.get("If-None-Match");
  const answer = publicJson(
    new globalThis.Request("http://local", { headers: known ? { "If-None-Match": known } : {} }),
    value,
  );
  answer.headers.forEach((text, name) => {
    response.setHeader(name, text);
  });
  response.status(answer.status === 200 ? status : answer.status).end(await answer.text());
}
