import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { issueNonce } from "~/features/accounts/issue-nonce.server.ts";

/** `GET /session/nonce` -> `{ nonce }`, for one sign-in within ten minutes. */
export async function loader({ context }: LoaderFunctionArgs) {
  return json({ nonce: await issueNonce(context) }, { headers: { "Cache-Control": "no-store" } });
}
