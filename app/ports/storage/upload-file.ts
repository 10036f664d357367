import { z } from "zod";
import type { Cid } from "~/ids.ts";
import { done, type Outcome, refused } from "~/outcome.ts";
import type { Ask } from "./gateway-storage.ts";
import { LEAF_BYTES } from "./leaves-of.ts";
import { type Claim, claimedCid, type Stored } from "./storage.ts";

type Uploaded = Outcome<Stored, "wrong-cid" | "no-space">;

const CHUNK = 8 * LEAF_BYTES;
const ATTEMPTS = 5;
const TUS = { "Tus-Resumable": "1.0.0" };

const imported = z.object({ bytes: z.number() });
const refusal = z.object({ message: z.string() });

/** Joins a stream's pieces into chunks of `size` bytes, the last one shorter. */
async function* chunksOf(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held = new Uint8Array(size);
  let filled = 0;
  for await (const piece of source) {
    for (let at = 0; at < piece.length; ) {
      const take = Math.min(size - filled, piece.length - at);
      held.set(piece.subarray(at, at + take), filled);
      filled += take;
      at += take;
      if (filled < size) continue;
      yield held;
      held = new Uint8Array(size);
      filled = 0;
    }
  }
  if (filled > 0) yield held.slice(0, filled);
}

async function outcomeOf(response: Response, cid: Cid): Promise<Uploaded> {
  const body: unknown = await response.json();
  if (response.ok) return done({ cid, bytes: imported.parse(body).bytes, fresh: response.status === 201 });
  return refused(response.status === 507 ? "no-space" : "wrong-cid", refusal.parse(body).message);
}

/** Sends one chunk, and after a broken connection what is left of it. */
async function sendChunk(ask: Ask, path: string, chunk: Uint8Array<ArrayBuffer>, first: number): Promise<Response> {
  let offset = first;
  for (let attempt = 1; ; attempt++) {
    try {
      const headers = { ...TUS, "Upload-Offset": `${offset}`, "Content-Type": "application/offset+octet-stream" };
      return await ask("PATCH", path, { headers, body: chunk.subarray(offset - first) }, [507]);
    } catch (error) {
      // Only a broken connection may be better the next time; an answer stays what it is.
      if (!(error instanceof TypeError) || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
      const head = await ask("HEAD", path, { headers: TUS });
      offset = Number(head.headers.get("Upload-Offset"));
      if (offset < first || offset > first + chunk.length) throw error;
    }
  }
}

async function uploadLarge(ask: Ask, source: AsyncIterable<Uint8Array>, claim: Claim): Promise<Uploaded> {
  const created = await ask("POST", "/files/", { headers: { ...TUS, "Upload-Length": `${claim.bytes}` } }, [507]);
  const path = created.headers.get("Location");
  if (created.status === 507 || path === null) return refused("no-space", (await created.text()).trim());
  const cancel = () => ask("DELETE", path, { headers: TUS }, [404]);
  try {
    let offset = 0;
    for await (const chunk of chunksOf(source, CHUNK)) {
      if (offset + chunk.length > claim.bytes) break;
      const sent = await sendChunk(ask, path, chunk, offset);
      if (sent.status === 507) return refused("no-space", (await sent.text()).trim());
      offset += chunk.length;
    }
    if (offset !== claim.bytes) {
      await cancel();
      return refused("wrong-cid", `The source does not have the ${claim.bytes} bytes that it was said to have.`);
    }
  } catch (error) {
    await cancel().catch(() => undefined);
    throw error;
  }
  const cid = claimedCid(claim);
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ upload: path, cid });
  return outcomeOf(await ask("POST", "/imports", { headers, body }, [422, 507]), cid);
}

/** Uploads to a store: a single leaf as a block, anything larger over tus, going on where a connection broke. */
export async function uploadFile(ask: Ask, source: AsyncIterable<Uint8Array>, claim: Claim): Promise<Uploaded> {
  if (claim.bytes > LEAF_BYTES) return uploadLarge(ask, source, claim);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    if (bytes > claim.bytes) break;
    pieces.push(piece.slice());
  }
  const cid = claimedCid(claim);
  if (bytes !== claim.bytes) return refused("wrong-cid", `The source does not have ${claim.bytes} bytes.`);
  return outcomeOf(await ask("PUT", `/blocks/${cid}`, { body: Buffer.concat(pieces) }, [422, 507]), cid);
}
