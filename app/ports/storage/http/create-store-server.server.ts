import { mkdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import type { FlatStore } from "../flat/open-flat-store.server.ts";
import { answerBlock } from "./answer-block.ts";
import { answerCar } from "./answer-car.ts";
import { answerImport } from "./answer-import.ts";
import { answerIpfs } from "./answer-ipfs.ts";
import { answerPin } from "./answer-pin.ts";
import { answerRoots } from "./answer-roots.ts";
import { answerStatus } from "./answer-status.ts";
import { HttpRefusal, sendRefusal } from "./answers.ts";
import type { Authorise } from "./authorise.ts";
import { allowReading, allowWriting, answerPreflight } from "./cors.ts";
import { type Exchange, IDLE, type Parts } from "./exchange.ts";
import { sweepStaged } from "./staged-blocks.ts";
import { createUploads, type UploadLimits } from "./uploads.ts";

export interface StoreServerOptions {
  readonly store: FlatStore;
  /** Holds unfinished uploads; on the same file system as the store. */
  readonly directory: string;
  readonly authorise: Authorise;
  /** Whose pages may write; anybody's may read. */
  readonly origins: string[];
  readonly limits?: Partial<UploadLimits>;
  /** Told of faults, with the method and path. */
  readonly onFault: (error: unknown, request: string) => void;
}

type Answer = (parts: Parts, exchange: Exchange) => Promise<void>;

interface Route {
  readonly answer: Answer;
  /** Who may ask from a page. The uploads' server answers for itself. */
  readonly cors: "reading" | "writing" | "own";
}

const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["ipfs", { answer: answerIpfs, cors: "reading" }],
  ["status", { answer: answerStatus, cors: "reading" }],
  ["files", { answer: ({ uploads }, { request, response }) => uploads.handle(request, response), cors: "own" }],
  ["imports", { answer: answerImport, cors: "writing" }],
  ["blocks", { answer: answerBlock, cors: "writing" }],
  ["pins", { answer: answerPin, cors: "writing" }],
  ["w3", { answer: answerCar, cors: "writing" }],
  ["roots", { answer: answerRoots, cors: "writing" }],
]);

const HOUR = 3_600_000;

async function answer(parts: Parts, origins: readonly string[], exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
  const route = routes.get(url.pathname.split("/")[1] ?? "");
  if (route === undefined) throw new HttpRefusal(404, "path", "There is nothing at this path.");
  if (route.cors === "reading") allowReading(response);
  if (route.cors === "writing") allowWriting(request, response, origins);
  if (request.method !== "OPTIONS" || route.cors === "own") return route.answer(parts, exchange);
  return answerPreflight(response, route.cors);
}

/** The HTTP door of a flat store: trustless gateway, resumable uploads, imports, small blocks. The caller listens and closes. */
export async function createStoreServer(options: StoreServerOptions): Promise<Server> {
  const { store, authorise, origins, onFault, directory } = options;
  const limits = { perAccount: 16, reserve: 64 * 1_048_576, stale: 24 * HOUR, ...options.limits };
  const uploads = await createUploads({ directory: join(directory, "uploads"), authorise, origins, limits });
  const staging = join(directory, "staging");
  await mkdir(staging, { recursive: true, mode: 0o700 });
  const sweep = async (): Promise<void> => {
    await uploads.sweep(Date.now());
    await sweepStaged(staging, Date.now(), limits.stale);
  };
  await sweep();
  const sweeping = setInterval(() => {
    sweep().catch((error: unknown) => onFault(error, "sweep"));
  }, HOUR);
  sweeping.unref();

  const parts = { store, uploads, authorise, directory, staging };
  const server = createServer((request, response) => {
    const url = new URL(`http://store${(request.url ?? "/").replace(/^(?!\/)/, "/")}`);
    answer(parts, origins, { request, response, url }).catch((error: unknown) => {
      if (error instanceof HttpRefusal) return sendRefusal(response, error);
      onFault(error, `${request.method} ${url.pathname}`);
      return sendRefusal(response, new HttpRefusal(500, "fault", "The store has a fault; it is logged."));
    });
  });
  // An upload lasts as long as it lasts; whoever sends nothing for two minutes is cut off, and small bodies have a deadline each.
  server.requestTimeout = 0;
  server.headersTimeout = 20_000;
  server.timeout = IDLE;
  server.on("close", () => clearInterval(sweeping));
  return server;
}
