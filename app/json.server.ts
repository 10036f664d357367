import { createHash } from "node:crypto";

/** Amounts and ids that JSON numbers can't hold are decimal texts. */
const exact = (_key: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

/** A public answer that any page or program may read, with an ETag by which it need not be sent again. */
export function publicJson(request: Request, value: unknown, maxAge = 0): Response {
  const body = JSON.stringify(value, exact);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = {
    "Content-Type": "application/json; charset=utf-8",
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": maxAge > 0 ? `public, max-age=${maxAge}` : "public, no-cache",
    ETag: etag,
    Vary: "Accept-Encoding",
  };
  const known = request.headers
    .get("If-None-Match")
    ?.split(/\s*,\s*/)
    .map((tag) => tag.replace(/^W\//, ""));
  if (known?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}
