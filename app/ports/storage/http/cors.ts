import type { IncomingMessage, ServerResponse } from "node:http";

const EXPOSED = "Accept-Ranges, Content-Length, Content-Range, ETag, X-Ipfs-Path, X-Ipfs-Roots";

/** The site's origin, and its twin where a machine is called by its other name. */
export function writingOrigins(publicUrl: string): string[] {
  const { origin, hostname, protocol, port } = new URL(publicUrl);
  const twin = { localhost: "127.0.0.1", "127.0.0.1": "localhost" }[hostname];
  return twin === undefined ? [origin] : [origin, `${protocol}//${twin}${port === "" ? "" : `:${port}`}`];
}

/** Anybody's page may read. */
export function allowReading(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", EXPOSED);
  response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
}

/** Only the site's own pages may write. */
export function allowWriting(request: IncomingMessage, response: ServerResponse, origins: readonly string[]): void {
  response.setHeader("Vary", "Origin");
  const origin = request.headers.origin;
  if (origin !== undefined && origins.includes(origin)) response.setHeader("Access-Control-Allow-Origin", origin);
}

const preflights = {
  reading: { methods: "GET, HEAD", headers: "Accept, Cache-Control, If-None-Match, If-Range, Range" },
  writing: { methods: "GET, POST, PUT", headers: "Authorization, Content-Type" },
} as const;

/** Answers `OPTIONS`, once the origin was allowed or not. */
export function answerPreflight(response: ServerResponse, kind: keyof typeof preflights): void {
  response.setHeader("Access-Control-Allow-Methods", preflights[kind].methods);
  response.setHeader("Access-Control-Allow-Headers", preflights[kind].headers);
  response.setHeader("Access-Control-Max-Age", "86400");
  response.writeHead(204).end();
}
