import { z } from "zod";
import type { Cid } from "~/ids.ts";
import { done, refused } from "~/outcome.ts";
import { decodeCid } from "./cid.ts";
import { LEAF_BYTES, sha256 } from "./leaves-of.ts";
import { type ByteRange, checkRange, claimedCid, type Storage, type StoredFile } from "./storage.ts";
import { uploadFile } from "./upload-file.ts";
import { walkBlocks } from "./walk-blocks.ts";

export interface GatewayOptions {
  /** The store's origin, such as `http://localhost:3001`. */
  readonly url: string;
  /** An upload token for writing; one of purpose `operate` for pins and removals. */
  readonly token?: () => string;
  /** Milliseconds that an answer may take to begin. */
  readonly patience?: number;
}

export class GatewayFailed extends Error {
  override readonly name = "GatewayFailed";
  readonly status: number;
  constructor(request: string, status: number, message: string) {
    super(`The store answered ${status} to ${request}: ${message}`);
    this.status = status;
  }
}

export class GatewayLied extends Error {
  override readonly name = "GatewayLied";
  constructor(cid: Cid) {
    super(`The store sent bytes that are not ${cid}. Nothing of them was used.`);
  }
}

/** Sends one request to a store. @throws GatewayFailed for an answer that is neither good nor in `expected` */
export type Ask = (method: string, path: string, init?: RequestInit, expected?: readonly number[]) => Promise<Response>;

const listing = z.object({
  files: z.array(z.object({ cid: z.string(), bytes: z.number() })),
  next: z.string().nullable(),
});

/** A store behind HTTP, asked as a trustless gateway: every block is checked by its hash before a byte of it is given out. */
export function createGatewayStorage({ url, token, patience = 30_000 }: GatewayOptions): Storage {
  const ask: Ask = async (method, path, init = {}, expected = []) => {
    const headers = new Headers(init.headers);
    if (token !== undefined && (method !== "GET" || path.startsWith("/roots"))) {
      headers.set("Authorization", `Bearer ${token()}`);
    }
    const patient = init.body === undefined && method !== "POST" ? AbortSignal.timeout(patience) : null;
    const response = await fetch(new URL(path, url), { signal: patient, ...init, method, headers });
    if (response.ok || expected.includes(response.status)) return response;
    throw new GatewayFailed(`${method} ${path}`, response.status, (await response.text()).slice(0, 500));
  };
  const block = async (cid: Cid): Promise<Uint8Array | null> => {
    const response = await ask("GET", `/ipfs/${cid}?format=raw`, {}, [404]);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (response.status === 404) return null;
    if (Buffer.compare(sha256(bytes), decodeCid(cid)?.digest ?? new Uint8Array()) !== 0) throw new GatewayLied(cid);
    return bytes;
  };
  const find = async (cid: Cid): Promise<StoredFile | null> => {
    const response = await ask("HEAD", `/ipfs/${cid}`, {}, [404]);
    return response.status === 404 ? null : { cid, bytes: Number(response.headers.get("content-length")) };
  };

  async function* readVerified(cid: Cid, range: ByteRange): AsyncGenerator<Uint8Array> {
    // Blocks come in the file's order: leaves carry its bytes, so that counting them says where each begins.
    let at = Math.floor(range.start / LEAF_BYTES) * LEAF_BYTES;
    for await (const { cid: part, bytes } of walkBlocks({ block }, cid, range)) {
      if (decodeCid(part)?.codec !== 0x55) continue;
      const piece = bytes.subarray(Math.max(0, range.start - at), Math.max(0, range.end - at));
      if (piece.length > 0) yield piece;
      at += bytes.length;
    }
  }

  return {
    find,
    block,
    async read(cid, range) {
      const file = await find(cid);
      if (file === null) return null;
      const wanted = range ?? { start: 0, end: file.bytes };
      checkRange(wanted, file.bytes);
      return readVerified(cid, wanted);
    },
    put: (source, claim) => uploadFile(ask, source, { ...claim, cid: () => claimedCid(claim) }),
    async pin(cid) {
      const response = await ask("PUT", `/pins/${cid}`, {}, [404]);
      return response.status === 404 ? refused("absent") : done(null);
    },
    async remove(cid, force = false) {
      const response = await ask("DELETE", `/ipfs/${cid}${force ? "?pinned=remove" : ""}`, {}, [404, 409]);
      if (response.status === 404) return refused("absent");
      return response.status === 409
        ? refused("pinned", "The file is listed; removing it must be forced.")
        : done(null);
    },
    async *list() {
      for (let after: string | null = ""; after !== null; ) {
        const response: Response = await ask("GET", `/roots?after=${after}`);
        const page = listing.parse(await response.json());
        for (const { cid, bytes } of page.files) yield { cid: cid as Cid, bytes };
        after = page.next;
      }
    },
  };
}
