import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { z } from "zod";
import { verifyUploadToken } from "~/features/assets/upload-token.server.ts";
import { openFlatStore } from "~/ports/storage/flat/open-flat-store.server.ts";
import { writingOrigins } from "~/ports/storage/http/cors.ts";
import { createStoreServer } from "~/ports/storage/http/create-store-server.server.ts";
import { takeLock } from "../supervisor/process-lock.ts";
import { reportFailure, reportProgress, reportReady, stopWith } from "../supervisor/service.ts";

const port = z.coerce.number().int().min(1).max(65_535);
const environment = z.object({
  PORT: port.default(3000),
  STORE_PORT: port.optional(),
  STORE_HOST: z.string().default("127.0.0.1"),
  TESSERA_DATA: z.string().default(".data"),
  UPLOAD_SECRET: z.string().min(32),
  PUBLIC_URL: z.url().optional(),
});

const log = pino({ name: "store" });

async function serve(): Promise<void> {
  const config = environment.parse(process.env);
  const directory = join(config.TESSERA_DATA, "store");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const release = takeLock(join(directory, "lock"), "store");
  reportProgress("reading what is stored");
  const server = await createStoreServer({
    store: await openFlatStore(directory),
    directory,
    authorise: (token) => verifyUploadToken(config.UPLOAD_SECRET, token, Math.floor(Date.now() / 1000)),
    origins: writingOrigins(config.PUBLIC_URL ?? `http://localhost:${config.PORT}`),
    onFault: (error, request) => log.error({ err: error, request }, "A request failed"),
  });
  stopWith(async () => {
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
    await closed;
    release();
  });
  server.listen(config.STORE_PORT ?? config.PORT + 1, config.STORE_HOST);
  await once(server, "listening");
  reportReady();
}

try {
  await serve();
} catch (error) {
  const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  log.fatal({ err: error }, "The store can't start");
  reportFailure(reason);
  process.exit(1);
}
