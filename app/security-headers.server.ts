import type { Site } from "~/site.ts";

/** Headers of every page. Scripts run by nonce only; the browser talks to this site and to the parts that the installation names. */
export function securityHeaders(nonce: string, site: Pick<Site, "chain" | "origins">): [name: string, value: string][] {
  const connect = ["'self'", new URL(site.chain.rpcUrl).origin, ...site.origins];
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src ${[...new Set(connect)].join(" ")}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return [
    ["Content-Security-Policy", policy.join("; ")],
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "strict-origin-when-cross-origin"],
    ["Permissions-Policy", "camera=(), microphone=(), geolocation=()"],
    ["Cross-Origin-Opener-Policy", "same-origin-allow-popups"],
  ];
}
