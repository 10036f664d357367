import { createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { MessageReader, readiness } from "./postgres-messages.ts";

/**
 * Serves one PGlite session to many connections. A connection has the session to itself from the first message of a query to the answer
 * that ends it, and through a whole transaction: the parts of a query (parse, bind, execute) share unnamed state, so that another
 * connection's parts in between would run the wrong statement.
 */
export function servePostgres(db: PGlite, path: string): Promise<{ stop(): Promise<void> }> {
  const turns = createTurns();
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    serveConnection(db, socket, turns);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () =>
      resolve({
        async stop() {
          server.close();
          await turns();
          for (const socket of sockets) socket.destroy();
        },
      }),
    );
  });
}

type Release = () => void;

/** Waiting for one's turn, first come, first served. */
function createTurns(): () => Promise<Release> {
  let last = Promise.resolve();
  return () => {
    let release: Release = () => {};
    const before = last;
    last = new Promise((resolve) => {
      release = resolve;
    });
    return before.then(() => release);
  };
}

function serveConnection(db: PGlite, socket: Socket, turns: () => Promise<Release>): void {
  const reader = new MessageReader();
  let release: Release | null = null;
  let inTransaction = false;
  let working = false;

  async function run(bytes: Uint8Array): Promise<ReturnType<typeof readiness>> {
    let end: ReturnType<typeof readiness> = null;
    await db.runExclusive(() =>
      db.execProtocolRawStream(bytes, {
        onRawData(data) {
          if (data.length === 0) return;
          end = readiness(data);
          // The database reuses the memory that holds its answer.
          if (socket.writable) socket.write(Buffer.from(data));
        },
      }),
    );
    return end;
  }

  async function give(): Promise<void> {
    if (inTransaction) await db.runExclusive(() => db.execProtocolRawStream(rollback, { onRawData: () => {} }));
    inTransaction = false;
    release?.();
    release = null;
  }

  async function work(): Promise<void> {
    for (let message = reader.next(); message && !socket.destroyed; message = reader.next()) {
      if (message.kind === "encryption") {
        socket.write("N");
        continue;
      }
      if (message.kind === "cancel" || (message.kind === "message" && message.type === "X")) {
        socket.end();
        break;
      }
      release ??= await turns();
      const end = await run(message.bytes);
      if (end === null) continue;
      inTransaction = end === "in-transaction";
      if (!inTransaction) await give();
    }
  }

  async function pump(): Promise<void> {
    if (working) return;
    working = true;
    try {
      await work();
    } catch (error) {
      socket.destroy(error instanceof Error ? error : new Error(String(error)));
    } finally {
      working = false;
      if (socket.destroyed && release) await give();
    }
  }

  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.on("data", (piece) => {
    reader.push(piece);
    void pump();
  });
  socket.on("close", () => {
    if (!working && release) void give();
  });
}

/** A simple query, ROLLBACK, as the protocol writes it. */
const rollback = new Uint8Array(Buffer.from([0x51, 0, 0, 0, 13, ...Buffer.from("ROLLBACK\0")]));
