import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { createRangedSource, StoreUnreachable } from "./ranged-source.ts";

const body = Buffer.from("0123456789abcdef");
let stop: () => Promise<unknown> = async () => {};
afterEach(() => stop());

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const ranged: RequestListener = (request, response) => {
  const [, from = "0", to = "0"] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
  response.writeHead(206).end(body.subarray(Number(from), Number(to) + 1));
};
const read = (url: string, options: Partial<Parameters<typeof createRangedSource>[0]> = {}) =>
  createRangedSource({
    url,
    bytes: 16,
    signal: new AbortController().signal,
    pauses: [0.01, 0.01, 0.01],
    ...options,
  }).read(10, 4);

it("reads a range", async () => {
  expect(Buffer.from(await read(await serve(ranged))).toString()).toBe("abcd");
});

it("outlasts errors, short answers and lost connections, and says that it waits", async () => {
  let turn = 0;
  const url = await serve((request, response) => {
    turn += 1;
    if (turn === 1) response.writeHead(503).end();
    else if (turn === 2) response.writeHead(206).end("ab");
    else if (turn === 3) request.socket.destroy();
    else ranged(request, response);
  });
  const waiting: boolean[] = [];
  expect(Buffer.from(await read(url, { onWaiting: (now) => waiting.push(now) })).toString()).toBe("abcd");
  expect(waiting).toEqual([true, true, true, false]);
});

it("gives up after its retries, at once where the file is missing, and when told to", async () => {
  const failing = await serve((_, response) => void response.writeHead(500).end());
  await expect(read(failing)).rejects.toMatchObject({ name: "StoreUnreachable", missing: false });
  await stop();
  let asked = 0;
  const missing = await serve((_, response) => {
    asked += 1;
    response.writeHead(404).end();
  });
  await expect(read(missing)).rejects.toThrow(StoreUnreachable);
  expect(asked).toBe(1);
  await stop();
  const control = new AbortController();
  const slow = await serve((_, response) => void response.writeHead(500).end());
  const reading = read(slow, { signal: control.signal, pauses: [60] });
  setTimeout(() => control.abort(), 50);
  await expect(reading).rejects.toMatchObject({ name: "AbortError" });
});

it("does not take the whole file for a part of it", async () => {
  const url = await serve((_, response) => void response.writeHead(200).end(body));
  await expect(read(url)).rejects.toThrow(StoreUnreachable);
});
