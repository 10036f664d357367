import type { IncomingMessage, ServerResponse } from "node:http";
import { type Cid, parseCid } from "~/ids.ts";
import type { FlatStore } from "../flat/open-flat-store.server.ts";
import { HttpRefusal } from "./answers.ts";
import type { Authorise } from "./authorise.ts";
import type { Uploads } from "./uploads.ts";

/** What the answers of the store's HTTP door share. */
export interface Parts {
  readonly store: FlatStore;
  readonly uploads: Uploads;
  readonly authorise: Authorise;
  /** On the file system that the store is on. */
  readonly directory: string;
  /** Holds the blocks of files that come in several CARs. */
  readonly staging: string;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** A connection on which nothing moves for this many milliseconds is cut. */
export const IDLE = 120_000;

/** @throws HttpRefusal 405 */
export function checkMethod({ request }: Exchange, method: string): void {
  if (request.method !== method) throw new HttpRefusal(405, "method", `Here only ${method} does something.`);
}

/** The CID behind `/{first}/` in the path. @throws HttpRefusal 400 */
export function namedCid({ url }: Exchange): Cid {
  const cid = parseCid(url.pathname.split("/").slice(2).join("/"));
  if (cid === null) throw new HttpRefusal(400, "cid", "The path names no CIDv1 in base32.");
  return cid;
}
