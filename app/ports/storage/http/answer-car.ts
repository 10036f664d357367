import { type Cid, parseCid } from "~/ids.ts";
import { decodeCid, RAW } from "../cid.ts";
import { NotAFileNode } from "../file-node.ts";
import { isDiskFull } from "../flat/durable.ts";
import type { FlatStore } from "../flat/open-flat-store.server.ts";
import { BlockMissing, walkBlocks } from "../walk-blocks.ts";
import { HttpRefusal, sendJson } from "./answers.ts";
import { type Grant, grantOf } from "./authorise.ts";
import { CarRefused, decodeCar } from "./decode-car.ts";
import { checkMethod, type Exchange, type Parts } from "./exchange.ts";
import { serveIpfs } from "./serve-ipfs.ts";
import { type StagedBlocks, stagedBlocks } from "./staged-blocks.ts";

const PROFILE = "The file was not chunked as unixfs-v1-2025: leaves of 1 MiB, 1,024 links a node.";

async function* leavesBelow(staged: StagedBlocks, root: Cid): AsyncGenerator<Uint8Array> {
  for await (const { cid, bytes } of walkBlocks(staged, root)) if (decodeCid(cid)?.codec === RAW) yield bytes;
}

/** Stores the file if all its blocks are there. Of several requests that see it complete at once, one may find it gone into the store. */
async function finish(store: FlatStore, staged: StagedBlocks, root: Cid): Promise<void> {
  const bytes = await staged.fileBytes();
  if (bytes === null) return;
  try {
    const stored = await store.put(leavesBelow(staged, root), { cid: root, bytes });
    if (!stored.ok && stored.reason === "no-space") throw new HttpRefusal(507, "no-space", stored.detail ?? "");
    if (!stored.ok) throw new HttpRefusal(422, "profile", PROFILE);
  } catch (error) {
    if (!(error instanceof BlockMissing) || (await store.find(root)) === null) throw error;
  }
  await staged.remove();
}

async function takeCar(parts: Parts, grant: Grant, { request, response }: Exchange): Promise<void> {
  const { root, blocks } = await decodeCar(request);
  if ((await parts.store.find(root)) !== null) {
    request.resume();
    return sendJson(response, 200, { cid: root, carCid: root });
  }
  const staged = stagedBlocks(parts.staging, grant.account, root);
  let size = await staged.size();
  try {
    for await (const block of blocks) {
      size += block.bytes.length;
      if (size > grant.maxBytes) throw new HttpRefusal(413, "too-large", `A file may have ${grant.maxBytes} bytes.`);
      await staged.add(block);
    }
    if ((await parts.store.find(root)) === null) await finish(parts.store, staged, root);
    else await staged.remove();
  } catch (error) {
    if (error instanceof NotAFileNode || error instanceof HttpRefusal || isDiskFull(error)) await staged.remove();
    throw error;
  }
  sendJson(response, 200, { cid: root, carCid: root });
}

/**
 * The part of web3.storage's API that its own client needs to send and fetch files: `POST /w3/car` and `GET /w3/car/{cid}`, for a client
 * whose endpoint is `{store}/w3/`. Files only, so that its `put` is called with `wrapWithDirectory: false`.
 */
export async function answerCar(parts: Parts, exchange: Exchange): Promise<void> {
  const { request, url } = exchange;
  const cid = parseCid(url.pathname.slice("/w3/car/".length));
  if (request.method === "GET" && cid !== null) {
    return serveIpfs(parts.store, { ...exchange, url: new URL(`http://store/ipfs/${cid}?format=car`) });
  }
  if (url.pathname !== "/w3/car") throw new HttpRefusal(404, "path", "There is nothing at this path.");
  checkMethod(exchange, "POST");
  const grant = grantOf(parts.authorise, request.headers.authorization, "upload");
  try {
    await takeCar(parts, grant, exchange);
  } catch (error) {
    if (error instanceof CarRefused) throw new HttpRefusal(400, "car", error.message);
    if (error instanceof NotAFileNode)
      throw new HttpRefusal(422, "not-a-file", "Only files are taken: wrapWithDirectory: false.");
    if (isDiskFull(error))
      throw new HttpRefusal(507, "no-space", "The store's disk is full. Nothing of this file was kept.");
    throw error;
  }
}
