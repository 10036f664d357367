import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { z } from "zod";

const input = z.object({ dataDir: z.string().nullable(), socket: z.string() }).parse(workerData.input);

const db = await PGlite.create({ extensions: { pg_trgm }, ...(input.dataDir && { dataDir: input.dataDir }) });
const server = new PGLiteSocketServer({ db, path: input.socket, maxConnections: 64 });
await server.start();

parentPort?.on("message", stop);
parentPort?.postMessage("ready");

/** Stopping the socket server waits for its clients, who may never leave: half a second is enough for a query in flight. */
async function stop(): Promise<void> {
  await Promise.race([server.stop().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 500))]);
  await db.close().catch(() => {});
  process.exit(0);
}
