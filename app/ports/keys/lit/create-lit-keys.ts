import type { KeyNetwork } from "../key-network.ts";
import type { KeysSite } from "./keys-site.ts";
import { readStatus } from "./read-status.ts";
import { unwrap } from "./unwrap.ts";
import { wrap } from "./wrap.ts";

/** Any network that speaks Lit's 7.x protocol, through Lit's own client. In browsers and in Node. */
export const createLitKeys = (site: KeysSite): KeyNetwork => ({
  publicKey: site.publicKey,
  wrap: (dataKey, gate) => wrap(site.publicKey, dataKey, gate),
  unwrap: (capsule, session) => unwrap(site, capsule, session),
  status: () => readStatus(site),
});
