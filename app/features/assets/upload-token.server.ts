import { createHmac, timingSafeEqual } from "node:crypto";
import { getAddress } from "viem";
import { z } from "zod";
import { done, type Outcome, refused } from "~/outcome.ts";

const grant = z.object({
  account: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/)
    .transform((address) => getAddress(address)),
  /** The most bytes that one file may have. */
  maxBytes: z.number().int().nonnegative(),
  /** Unix seconds; refused from then on. */
  expires: z.number().int(),
  /** `operate`: pins and removals, too. */
  purpose: z.enum(["upload", "operate"]),
});

/** What a store lets the bearer of a token do. */
export type UploadGrant = z.output<typeof grant>;

const macOf = (secret: string, payload: string): Buffer =>
  createHmac("sha256", secret).update(`tessera-upload-token/1|${payload}`).digest();

/** `base64url(JSON).base64url(HMAC-SHA256)`: the store needs only the secret to check it. @throws ZodError for an impossible grant */
export function issueUploadToken(secret: string, granted: UploadGrant): string {
  const payload = Buffer.from(JSON.stringify(grant.parse(granted))).toString("base64url");
  return `${payload}.${macOf(secret, payload).toString("base64url")}`;
}

/** @param now unix seconds */
export function verifyUploadToken(
  secret: string,
  token: string,
  now: number,
): Outcome<UploadGrant, "malformed" | "forged" | "expired"> {
  const [payload, mac, ...rest] = token.split(".");
  if (payload === undefined || mac === undefined || rest.length > 0) return refused("malformed");
  const expected = macOf(secret, payload);
  const given = Buffer.from(mac, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return refused("forged");
  const parsed = grant.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  if (!parsed.success) return refused("malformed");
  return now < parsed.data.expires ? done(parsed.data) : refused("expired");
}
