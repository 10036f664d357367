import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { refuse, requireSameOrigin } from "~/http.server.ts";
import { endSession } from "~/session.server.ts";

/** `POST /session/leave`: signs out, for a plain form. */
export async function action({ request, context }: ActionFunctionArgs) {
  requireSameOrigin(request, context.config);
  return redirect("/", { headers: { "Set-Cookie": await endSession(context, request) } });
}

export const loader = () => refuse("method-not-allowed");
