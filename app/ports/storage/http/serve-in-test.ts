import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { done, refused } from "~/outcome.ts";
import { type FlatStore, openFlatStore } from "../flat/open-flat-store.server.ts";
import type { Grant } from "./authorise.ts";
import { createStoreServer, type StoreServerOptions } from "./create-store-server.server.ts";

export interface ServedStore {
  readonly url: string;
  readonly directory: string;
  readonly store: FlatStore;
  /** What the server called faults. */
  readonly faults: unknown[];
  /** Ends the server and starts another on the same folder and port, as after a crash. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A token that is its own grant; the store takes it unless it is `forged`. */
export const tokenOf = (account: string, maxBytes = 1e9, purpose: Grant["purpose"] = "upload"): string =>
  `${account}.${maxBytes}.${purpose}`;

const authorise: StoreServerOptions["authorise"] = (token) => {
  const [account, maxBytes, purpose] = token.split(".");
  if (account === undefined || account === "forged") return refused("forged");
  return done({ account, maxBytes: Number(maxBytes), purpose: purpose === "operate" ? "operate" : "upload" });
};

/** A store behind a real server on a free port, for tests. */
export async function serveInTest(limits: StoreServerOptions["limits"] = {}, parent = tmpdir()): Promise<ServedStore> {
  const directory = await mkdtemp(join(parent, "tessera-store-"));
  const faults: unknown[] = [];
  const start = async (port: number) => {
    const store = await openFlatStore(directory);
    const onFault = (error: unknown) => faults.push(error);
    const origins = ["http://site.test"];
    const server = await createStoreServer({ store, directory, authorise, origins, limits, onFault });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const end = async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    };
    return { store, end, port: (server.address() as AddressInfo).port };
  };
  let running = await start(0);
  return {
    url: `http://127.0.0.1:${running.port}`,
    directory,
    get store() {
      return running.store;
    },
    faults,
    async restart() {
      await running.end();
      running = await start(running.port);
    },
    async close() {
      await running.end();
      await rm(directory, { recursive: true });
    },
  };
}
