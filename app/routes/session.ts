import { type ActionFunctionArgs, json } from "@remix-run/node";
import { z } from "zod";
import { signIn } from "~/features/accounts/sign-in.server.ts";
import { readBody, refuse, requireSameOrigin } from "~/http.server.ts";
import { beginSession, endSession } from "~/session.server.ts";

const SignIn = z.object({
  message: z.string().max(4096),
  signature: z
    .string()
    .regex(/^0x([0-9a-fA-F]{2}){0,4096}$/)
    .transform((text) => text as `0x${string}`),
});

/**
 * `POST /session` with `{ message, signature }` (EIP-4361) -> `{ address }` and the session's cookie; `DELETE /session` ends it.
 * A refusal is `{ error, message }`.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  requireSameOrigin(request, context.config);
  if (request.method === "DELETE") return json({}, { headers: { "Set-Cookie": await endSession(context, request) } });
  if (request.method !== "POST") return refuse("method-not-allowed");
  const input = SignIn.safeParse(await readBody(request));
  if (!input.success) return refuse("bad-input");
  const outcome = await signIn(context, input.data);
  if (!outcome.ok) return refuse(outcome.reason);
  const cookie = await beginSession(context, outcome.value);
  return json({ address: outcome.value }, { headers: { "Set-Cookie": cookie, "Cache-Control": "no-store" } });
}

export const loader = () => refuse("method-not-allowed");
