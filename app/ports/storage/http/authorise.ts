import type { Outcome } from "~/outcome.ts";
import { HttpRefusal } from "./answers.ts";

/** What the bearer of a token may do. */
export interface Grant {
  readonly account: string;
  /** The most bytes that one file may have. */
  readonly maxBytes: number;
  readonly purpose: "upload" | "operate";
}

/** Checks a token's origin and time. The store is given one, for it knows neither accounts nor secrets. */
export type Authorise = (token: string) => Outcome<Grant, "malformed" | "forged" | "expired">;

const sentences = {
  malformed: "The upload token can't be read. Ask the site for one.",
  forged: "The upload token was not issued for this store.",
  expired: "The upload token has expired. Ask the site for another and go on with it.",
} as const;

/** @param header `Bearer <token>` @throws HttpRefusal 401, 403 */
export function grantOf(authorise: Authorise, header: string | null | undefined, purpose: Grant["purpose"]): Grant {
  const token = /^Bearer ([\w.-]{1,2000})$/.exec(header ?? "")?.[1];
  if (token === undefined) throw new HttpRefusal(401, "no-token", "Writing needs an upload token from the site.");
  const granted = authorise(token);
  if (!granted.ok) throw new HttpRefusal(401, granted.reason, sentences[granted.reason]);
  if (purpose === "operate" && granted.value.purpose !== "operate") {
    throw new HttpRefusal(403, "not-operator", "Only the operator's token may do this.");
  }
  return granted.value;
}
