import { createCipheriv, createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { issueUploadToken } from "~/features/assets/upload-token.server.ts";
import type { Cid } from "~/ids.ts";
import { createGatewayStorage } from "~/ports/storage/gateway-storage.ts";
import { freePorts } from "../support/free-ports.ts";
import { spawnService } from "../support/spawn-service.ts";
import ipip499 from "../vectors/ipip499.json" with { type: "json" };

const secret = "a secret for the tests, thirty-two characters";

/** ChaCha20 keystream, as the published vectors have it. */
async function* keystream(seed: string, bytes: number): AsyncGenerator<Uint8Array> {
  const cipher = createCipheriv("chacha20", createHash("sha256").update(seed).digest(), Buffer.alloc(16));
  const zeros = Buffer.alloc(1_048_576);
  for (let left = bytes; left > 0; left -= zeros.length) {
    yield cipher.update(left < zeros.length ? zeros.subarray(0, left) : zeros);
  }
}

/** The most memory that the process ever had, in bytes; null where the system does not tell. */
async function peakMemory(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

it("takes and gives a gibibyte under its published CID, in flat memory", async () => {
  const vector = ipip499.vectors.find(({ stream }) => stream?.bytes === 2 ** 30 + 1);
  if (vector?.stream === undefined) throw new Error("The vector is missing.");
  const { bytes, seed } = vector.stream;
  const cid = vector.cid as Cid;
  const data = await mkdtemp(join(tmpdir(), "tessera-gibibyte-"));
  const [port] = await freePorts(1);
  const env = { STORE_PORT: `${port}`, TESSERA_DATA: data, UPLOAD_SECRET: secret };
  const service = await spawnService("scripts/services/store.ts", env);
  try {
    const account = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    const token = issueUploadToken(secret, { account, maxBytes: 2e9, expires: 4e9, purpose: "upload" });
    const storage = createGatewayStorage({ url: `http://127.0.0.1:${port}`, token: () => token });
    const before = await peakMemory(service.child.pid);
    const stored = await storage.put(keystream(seed, bytes), { cid, bytes });
    expect(stored).toEqual({ ok: true, value: { cid, bytes, fresh: true } });

    const hash = createHash("sha256");
    for await (const piece of (await storage.read(cid)) ?? []) hash.update(piece);
    const expected = createHash("sha256");
    for await (const piece of keystream(seed, bytes)) expected.update(piece);
    expect(hash.digest("hex")).toBe(expected.digest("hex"));

    const after = await peakMemory(service.child.pid);
    if (before === null || after === null) return;
    expect(after - before).toBeLessThan(150_000_000);
    expect(after).toBeLessThan(300_000_000);
  } finally {
    await service.kill("SIGTERM");
    await rm(data, { recursive: true });
  }
});
