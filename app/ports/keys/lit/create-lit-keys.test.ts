import { createServer } from "node:http";
import { bls12_381 } from "@noble/curves/bls12-381";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startKeyNetwork } from "../../../../packages/keynet/test/start-key-network.ts";
import { describeKeyNetwork, HOLDER, sessionOf } from "../key-network.contract.ts";
import type { Gate } from "../key-network.ts";
import { createLitKeys } from "./create-lit-keys.ts";
import type { KeysSite } from "./keys-site.ts";

type Started = Awaited<ReturnType<typeof startKeyNetwork>>;

const siteOf = ({ network, staking, anvil }: Started): KeysSite => ({
  ...network,
  litChain: "yellowstone",
  staking: staking.address,
  rpcUrl: anvil.rpcUrl,
});
const gateOf = ({ gate }: Started): Gate => ({
  chainId: 31337,
  contract: gate.address,
  assetId: `0x${"07".padStart(64, "0")}`,
  version: 1,
});
const dataKey = () => Uint8Array.from({ length: 32 }, (_, index) => 200 - index);

const written: string[] = [];
for (const method of ["log", "warn", "error", "info", "debug"] as const) {
  vi.spyOn(console, method).mockImplementation((...line: unknown[]) => {
    written.push(
      line
        .map((part) =>
          part instanceof Uint8Array ? Buffer.from(part).toString("hex") : (JSON.stringify(part) ?? String(part)),
        )
        .join(" "),
    );
  });
}

describeKeyNetwork("The lit adapter", async () => {
  const started = await startKeyNetwork({ threshold: 2, count: 3 });
  await started.allow(HOLDER.address);
  return {
    keys: createLitKeys(siteOf(started)),
    other: createLitKeys({ ...siteOf(started), publicKey: started.network.sharePublicKeys[0] ?? "" }),
    gate: gateOf(started),
    stop: started.stop,
  };
});

describe("The lit adapter over five nodes", () => {
  let started: Started;
  beforeAll(async () => {
    started = await startKeyNetwork();
    await started.allow(HOLDER.address);
  }, 90_000);
  afterAll(() => started?.stop());

  it("keeps decryption keys and data keys out of every log, and asks nobody but the nodes and the chain", async () => {
    const asked = new Set<string>();
    const fetchReally = globalThis.fetch;
    const fetched = vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
      asked.add(new URL(input instanceof Request ? input.url : String(input)).origin);
      return fetchReally(input, init);
    });
    const keys = createLitKeys(siteOf(started));
    const capsule = await keys.wrap(dataKey(), gateOf(started));
    expect(asked.size).toBe(0);
    written.length = 0;
    const session = await sessionOf(HOLDER);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 40_000 });
    const opened = await keys.unwrap(capsule, session);
    vi.useRealTimers();
    fetched.mockRestore();
    expect(opened.ok).toBe(true);
    const log = written.join("\n");
    expect(log).not.toContain("signature from encrypt op");
    expect(log).not.toContain(Buffer.from(dataKey()).toString("hex"));
    expect([...asked].every((origin) => [...started.network.nodes, started.anvil.rpcUrl].includes(origin))).toBe(true);
  });

  it("still lets other lines through", async () => {
    const { withoutKeyLogs } = await import("./without-key-logs.ts");
    written.length = 0;
    await withoutKeyLogs(async () => {
      console.log("signature from encrypt op: ", Uint8Array.of(1, 2, 3));
      console.log("a line of somebody else");
    });
    console.log("signature from encrypt op: after");
    expect(written).toEqual(['"a line of somebody else"', '"signature from encrypt op: after"']);
  });

  it("opens while two of five nodes are dead, also before the list knows it", async () => {
    const keys = createLitKeys(siteOf(started));
    const capsule = await keys.wrap(dataKey(), gateOf(started));
    const dead = started.nodes.nodes.slice(3);
    await Promise.all(dead.map((node) => node.kill()));
    const opening = keys.unwrap(capsule, await sessionOf(HOLDER));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await started.sync();
    expect(await opening).toMatchObject({ ok: true });
    expect(await keys.status()).toMatchObject({ alive: 3, dead: dead.map(({ url }) => url) });
    await Promise.all(dead.map((node) => node.restart()));
    await started.sync();
  }, 60_000);

  it("says that too few nodes answer", async () => {
    const keys = createLitKeys(siteOf(started));
    const capsule = await keys.wrap(dataKey(), gateOf(started));
    const dead = started.nodes.nodes.slice(2);
    await Promise.all(dead.map((node) => node.kill()));
    await started.sync();
    expect(await keys.unwrap(capsule, await sessionOf(HOLDER))).toMatchObject({ ok: false, reason: "unreachable" });
    await Promise.all(dead.map((node) => node.restart()));
    await started.sync();
  }, 60_000);

  it("names a node that answers falsely and opens without it", async () => {
    const keys = createLitKeys(siteOf(started));
    const capsule = await keys.wrap(dataKey(), gateOf(started));
    const victim = started.nodes.nodes[1];
    if (victim === undefined) throw new Error("No second node.");
    await victim.kill();
    const liar = await startLiar(victim.port, started.network.publicKey, 2);
    const opened = await keys.unwrap(capsule, await sessionOf(HOLDER));
    await liar.stop();
    await victim.restart();
    expect(opened).toEqual({ ok: true, value: { dataKey: dataKey(), dishonest: [victim.url] } });
  }, 60_000);
});

/** A node of the right name that signs with a key of its own, and always answers first. */
async function startLiar(port: number, publicKey: string, index: number) {
  const { G2 } = bls12_381;
  const point = G2.ProjectivePoint.BASE.multiply(12_345n).toHex(true);
  const share = `${index.toString(16).padStart(2, "0")}${point}`;
  const server = createServer((request, response) => {
    const body = request.url?.startsWith("/web/handshake")
      ? {
          serverPublicKey: publicKey,
          subnetPublicKey: publicKey,
          networkPublicKey: publicKey,
          networkPublicKeySet: publicKey,
          clientSdkVersion: "7.4.0",
          hdRootPubkeys: [],
          attestation: null,
          latestBlockhash: `0x${"1".repeat(64)}`,
        }
      : { result: "success", signatureShare: { ProofOfPossession: share }, shareIndex: index };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
