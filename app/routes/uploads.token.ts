import { type ActionFunctionArgs, json } from "@remix-run/node";
import { z } from "zod";
import { issueUploadToken } from "~/features/assets/upload-token.server.ts";
import { readBody, refuse, requireSameOrigin } from "~/http.server.ts";
import { actorOf } from "~/session.server.ts";

/** Bytes: 256 GiB. */
const MOST = 2 ** 38;
/** Seconds. An upload that takes longer asks for another token and resumes. */
const LIFE = 6 * 3600;

const Wanted = z.object({ maxBytes: z.number().int().min(1).max(MOST) });

/** `POST /uploads/token` with `{ maxBytes }` -> `{ token, url, expires }`: what the signed-in account sends to the store, and until when. */
export async function action({ request, context }: ActionFunctionArgs) {
  requireSameOrigin(request, context.config);
  const actor = await actorOf(request, context);
  if (!actor) return refuse("not-signed-in");
  const wanted = Wanted.safeParse(await readBody(request));
  if (!wanted.success) return refuse("bad-input");
  const expires = Math.floor(context.clock().getTime() / 1000) + LIFE;
  const grant = { account: actor.address, maxBytes: wanted.data.maxBytes, expires, purpose: "upload" as const };
  const token = issueUploadToken(context.config.uploadSecret, grant);
  return json({ token, url: context.config.storeUrl, expires }, { headers: { "Cache-Control": "no-store" } });
}

export const loader = () => refuse("method-not-allowed");
