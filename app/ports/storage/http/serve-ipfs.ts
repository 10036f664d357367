import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { type Cid, parseCid } from "~/ids.ts";
import { decodeCid } from "../cid.ts";
import type { Storage, StoredFile } from "../storage.ts";
import { walkBlocks } from "../walk-blocks.ts";
import { HttpRefusal } from "./answers.ts";
import { encodeCar } from "./encode-car.ts";
import { parseEntityBytes, parseRange } from "./parse-range.ts";
import { type ResponseFormat, responseFormat } from "./response-format.ts";

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly file: StoredFile;
  readonly query: URLSearchParams;
}

type Reading = Pick<Storage, "find" | "read" | "block">;

const isGone = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";

/** Sends with backpressure; a client that leaves early is nobody's fault. */
async function send(source: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  try {
    await pipeline(source, response);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Answers 304 where the client has it already. @returns whether it did */
function unchanged({ request, response }: Asked, etag: string): boolean {
  response.setHeader("ETag", etag);
  response.setHeader("Cache-Control", "public, max-age=29030400, immutable");
  const tags = (request.headers["if-none-match"] ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (!tags.includes("*") && !tags.includes(etag.replace(/^W\//, ""))) return false;
  response.writeHead(304).end();
  return true;
}

async function serveBytes(storage: Reading, asked: Asked, block: Uint8Array | null): Promise<void> {
  const { request, response, file } = asked;
  const total = block?.length ?? file.bytes;
  const etag = block === null ? `"${file.cid}"` : `"${file.cid}.raw"`;
  if (unchanged(asked, etag)) return;
  response.setHeader("Content-Type", block === null ? "application/octet-stream" : "application/vnd.ipld.raw");
  response.setHeader("Content-Disposition", `attachment; filename="${file.cid}.bin"`);
  response.setHeader("Accept-Ranges", "bytes");
  const ifRange = request.headers["if-range"];
  const fits = typeof ifRange !== "string" || ifRange === etag;
  const range = fits ? parseRange(request.headers.range, total) : null;
  if (range === "unsatisfiable") {
    response.setHeader("Content-Range", `bytes */${total}`);
    throw new HttpRefusal(416, "range", `The file has ${total} bytes; the range lies past its end.`);
  }
  const { start, end } = range ?? { start: 0, end: total };
  if (range !== null) response.setHeader("Content-Range", `bytes ${start}-${end - 1}/${total}`);
  response.setHeader("Content-Length", end - start);
  response.statusCode = range === null ? 200 : 206;
  if (request.method === "HEAD") response.end();
  else if (block !== null) response.end(block.subarray(start, end));
  else {
    const source = await storage.read(file.cid, { start, end });
    if (source === null) throw new HttpRefusal(404, "absent", "The file was removed just now.");
    await send(source, response);
  }
}

async function serveCar(storage: Reading, asked: Asked): Promise<void> {
  const { request, response, file, query } = asked;
  const scope = query.get("dag-scope") ?? "all";
  if (!["block", "entity", "all"].includes(scope)) {
    throw new HttpRefusal(400, "dag-scope", "dag-scope is one of block, entity and all.");
  }
  const entityBytes = query.get("entity-bytes");
  const range = entityBytes === null ? undefined : parseEntityBytes(entityBytes, file.bytes);
  if (range === null) throw new HttpRefusal(400, "entity-bytes", "entity-bytes has the form from:to.");
  if (unchanged(asked, `W/"${file.cid}.car.${scope}.${(entityBytes ?? "").replace(":", "_")}"`)) return;
  response.setHeader("Content-Type", "application/vnd.ipld.car; version=1; order=dfs; dups=y");
  response.setHeader("Content-Disposition", `attachment; filename="${file.cid}.car"`);
  response.setHeader("Accept-Ranges", "none");
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  const only = { start: 0, end: 0 };
  await send(encodeCar(file.cid, walkBlocks(storage, file.cid, scope === "block" ? only : range)), response);
}

/** The CID and the format that a request under `/ipfs/` names. @throws HttpRefusal */
function parseRequest(request: IncomingMessage, url: URL): { cid: Cid; format: ResponseFormat } {
  const [text = "", ...below] = url.pathname.slice("/ipfs/".length).split("/");
  const cid = parseCid(text);
  if (cid === null || decodeCid(cid) === null) {
    throw new HttpRefusal(400, "cid", "The path names no CIDv1 in base32 of a raw or dag-pb block under sha2-256.");
  }
  if (below.some((part) => part !== "")) throw new HttpRefusal(404, "path", "A file has nothing below it.");
  const format = responseFormat(url.searchParams.get("format"), request.headers.accept);
  if (format === null)
    throw new HttpRefusal(406, "format", "This gateway has the formats raw and car, and plain bytes.");
  return { cid, format };
}

/**
 * `GET` and `HEAD /ipfs/{cid}`: the Trustless Gateway specification for files, and a file's plain bytes.
 * @throws HttpRefusal
 */
export async function serveIpfs(
  storage: Reading,
  { request, response, url }: { request: IncomingMessage; response: ServerResponse; url: URL },
): Promise<void> {
  const { cid, format } = parseRequest(request, url);
  const file = await storage.find(cid);
  if (file === null) {
    const local = request.headers["cache-control"]?.includes("only-if-cached") ?? false;
    throw new HttpRefusal(local ? 412 : 404, "absent", `This store does not have ${cid}.`);
  }
  response.setHeader("X-Ipfs-Path", `/ipfs/${cid}`);
  response.setHeader("X-Ipfs-Roots", cid);
  response.setHeader("Vary", "Accept");
  const asked = { request, response, file, query: url.searchParams };
  if (format === "car") return serveCar(storage, asked);
  return serveBytes(storage, asked, format === "raw" ? await storage.block(cid) : null);
}
