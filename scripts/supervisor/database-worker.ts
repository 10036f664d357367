import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { z } from "zod";
import { servePostgres } from "./postgres-socket.ts";

const input = z.object({ dataDir: z.string().nullable(), socket: z.string() }).parse(workerData.input);

const db = await PGlite.create({ extensions: { pg_trgm }, ...(input.dataDir && { dataDir: input.dataDir }) });
const server = await servePostgres(db, input.socket);

parentPort?.on("message", stop);
parentPort?.postMessage("ready");

/** Stopping waits for the query or the transaction in flight, whose client may never end it: half a second is enough. */
async function stop(): Promise<void> {
  await Promise.race([server.stop().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 500))]);
  await db.close().catch(() => {});
  process.exit(0);
}
