import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import type { Cid } from "~/ids.ts";
import { createGatewayStorage } from "./gateway-storage.ts";
import { serveInTest, tokenOf } from "./http/serve-in-test.ts";
import { cidOf, collect, describeStorage, piecesOf } from "./storage.contract.ts";

describeStorage("gateway", async () => {
  const served = await serveInTest();
  const storage = createGatewayStorage({ url: served.url, token: () => tokenOf("alice", 1e9, "operate") });
  return {
    storage,
    async close() {
      await served.close();
      expect(served.faults).toEqual([]);
    },
  };
});

it("gives out nothing that a lying store sends", async () => {
  const cid: Cid = await cidOf(Buffer.from("the truth"));
  const server = createServer((request, response) => {
    response.setHeader("Content-Length", 9);
    response.end(request.method === "HEAD" ? undefined : "the truth".replace("t", "T"));
  });
  server.listen(0);
  try {
    const storage = createGatewayStorage({ url: `http://localhost:${(server.address() as AddressInfo).port}` });
    await expect(storage.read(cid).then(collect)).rejects.toThrow("Nothing of them was used");
  } finally {
    server.close();
  }
});

it("goes on with an upload when the store was restarted in between", async () => {
  const served = await serveInTest();
  try {
    const storage = createGatewayStorage({ url: served.url, token: () => tokenOf("alice") });
    const bytes = Buffer.alloc(20 * 1_048_576, "resumed ");
    const cid = await cidOf(bytes);
    async function* interrupted() {
      let passed = 0;
      for await (const piece of piecesOf(bytes, 4_000_000)) {
        yield piece;
        passed += piece.length;
        if (passed === 12_000_000) await served.restart();
      }
    }
    expect(await storage.put(interrupted(), { cid, bytes: bytes.length })).toMatchObject({ ok: true });
    expect(Buffer.compare(await collect(await storage.read(cid)), bytes)).toBe(0);
  } finally {
    await served.close();
  }
});
