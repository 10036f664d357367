import { json } from "@remix-run/node";
import type { Config } from "./config.server.ts";

/** What each expected refusal is in HTTP, and what a person is told. */
const refusals = {
  "not-signed-in": [401, "Sign in first."],
  "cross-site": [403, "This request came from another site."],
  forbidden: [403, "This is not for your account."],
  "not-found": [404, "There is nothing here."],
  "method-not-allowed": [405, "This address does not take that method."],
  "bad-input": [400, "The request is not complete or not well formed."],
  "too-large": [413, "The request is too large."],
  malformed: [400, "The sign-in message is not well formed."],
  "wrong-domain": [400, "The sign-in message is for another site."],
  "wrong-chain": [400, "The sign-in message is for another chain."],
  "not-now": [400, "The sign-in message has expired, or its time has not come. Check this device's clock."],
  stale: [409, "These uses are settled already."],
  overspent: [409, "There are fewer prepaid uses left than that."],
  closed: [409, "The asset is frozen or revoked, so that nothing of it opens."],
  "not-metered": [409, "This licence is not metered, or does not open that version."],
  "no-relay": [503, "This installation settles no uses. Send the voucher to the contract yourself."],
  "used-nonce": [409, "This sign-in was used before or is too old. Try once more."],
  "wrong-signature": [401, "The signature is not by this address."],
} as const satisfies Record<string, readonly [number, string]>;

export type HttpReason = keyof typeof refusals;

/** A refusal as JSON: `{ error: reason, message, detail? }`. */
export function refuse(reason: HttpReason, detail?: string): Response {
  const [status, message] = refusals[reason];
  const body = { error: reason, message, ...(detail !== undefined && { detail }) };
  return json(body, { status, headers: { "Cache-Control": "no-store" } });
}

/**
 * Whether a request that changes something comes from a page of this very site. Cookies alone don't tell: another site's form sends
 * them too. Browsers say where a request comes from in headers that pages can't set; a program with no cookie has nothing to protect.
 */
export function isSameOrigin(request: Request, config: Pick<Config, "publicUrl">): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("Origin");
  if (origin !== null) return origin === new URL(config.publicUrl).origin;
  return !request.headers.has("Cookie");
}

/** Throws the refusal where a state-changing request comes from another site: the first line of every action. */
export function requireSameOrigin(request: Request, config: Pick<Config, "publicUrl">): void {
  if (!isSameOrigin(request, config)) throw refuse("cross-site");
}

/** The request's JSON or form fields. @returns null where it is neither, is not well formed, or is longer than 64 KiB. */
export async function readBody(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > 65_536) return null;
  const type = request.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
