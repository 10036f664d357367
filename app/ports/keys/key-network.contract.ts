import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { capsuleSchema } from "./capsule.ts";
import type { Gate, KeyNetwork } from "./key-network.ts";
import { type KeySession, openKeySession, type WalletSigner } from "./key-session.ts";
import type { SessionStore } from "./session-store.ts";

/** Anvil's accounts 1 and 2. */
export const HOLDER = signerOf("0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");
export const STRANGER = signerOf("0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a");

function signerOf(key: `0x${string}`): WalletSigner {
  const account = privateKeyToAccount(key);
  return { address: account.address, signMessage: (message) => account.signMessage({ message }) };
}

export function memoryStore(): SessionStore {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, value) => void entries.set(name, value),
    removeItem: (name) => void entries.delete(name),
  };
}

export const sessionOf = (signer: WalletSigner): Promise<KeySession> =>
  openKeySession(signer, { chainId: 31337, domain: "localhost", store: memoryStore() });

export interface Subject {
  readonly keys: KeyNetwork;
  /** A gate that lets HOLDER in and nobody else. */
  readonly gate: Gate;
  /** A network with another key. */
  readonly other: KeyNetwork;
  stop(): Promise<void>;
}

/** What every adapter of the key port promises. */
export function describeKeyNetwork(name: string, start: () => Promise<Subject>): void {
  describe(`${name} keeps the promises of a key network`, () => {
    let subject: Subject;
    const dataKey = () => Uint8Array.from({ length: 32 }, (_, index) => index * 5 + 1);

    beforeAll(async () => {
      subject = await start();
    }, 90_000);
    afterAll(() => subject?.stop());

    it("wraps a key into a capsule that says for whom, and that survives JSON", async () => {
      const capsule = await subject.keys.wrap(dataKey(), subject.gate);
      expect(capsuleSchema.parse(JSON.parse(JSON.stringify(capsule)))).toEqual(capsule);
      expect(capsule.networkPublicKey).toBe(subject.keys.publicKey);
      expect(JSON.stringify(capsule)).not.toContain(Buffer.from(dataKey()).toString("hex"));
    });

    it("opens for whom the gate allows", async () => {
      const capsule = await subject.keys.wrap(dataKey(), subject.gate);
      const opened = await subject.keys.unwrap(capsule, await sessionOf(HOLDER));
      expect(opened).toEqual({ ok: true, value: { dataKey: dataKey(), dishonest: [] } });
    });

    it("opens for nobody else", async () => {
      const capsule = await subject.keys.wrap(dataKey(), subject.gate);
      const opened = await subject.keys.unwrap(capsule, await sessionOf(STRANGER));
      expect(opened).toMatchObject({ ok: false, reason: "not-allowed" });
    });

    it("does not open another version with the same leave", async () => {
      const capsule = await subject.keys.wrap(dataKey(), { ...subject.gate, version: 2 });
      const opened = await subject.keys.unwrap(capsule, await sessionOf(HOLDER));
      expect(opened).toMatchObject({ ok: false, reason: "not-allowed" });
    });

    it("refuses a session that has ended", async () => {
      const capsule = await subject.keys.wrap(dataKey(), subject.gate);
      const session = await endedSession();
      expect(await subject.keys.unwrap(capsule, session)).toMatchObject({ ok: false, reason: "session-refused" });
    });

    it("refuses another network's capsule", async () => {
      const capsule = await subject.other.wrap(dataKey(), subject.gate);
      const opened = await subject.keys.unwrap(capsule, await sessionOf(HOLDER));
      expect(opened).toMatchObject({ ok: false, reason: "other-network" });
    });

    it("refuses a damaged capsule", async () => {
      const capsule = await subject.keys.wrap(dataKey(), subject.gate);
      const bytes = Buffer.from(capsule.ciphertext, "base64");
      bytes[30] = (bytes[30] ?? 0) ^ 1;
      const damaged = { ...capsule, ciphertext: bytes.toString("base64") };
      const opened = await subject.keys.unwrap(damaged, await sessionOf(HOLDER));
      expect(opened).toMatchObject({ ok: false, reason: "broken" });
    });

    it("wraps nothing but 32 bytes, and only for chains that nodes can read", async () => {
      await expect(subject.keys.wrap(new Uint8Array(31), subject.gate)).rejects.toThrow(RangeError);
      await expect(subject.keys.wrap(dataKey(), { ...subject.gate, chainId: 5 })).rejects.toThrow(RangeError);
    });

    it("says how it is", async () => {
      const { alive, nodes, threshold, dead } = await subject.keys.status();
      expect([alive, dead]).toEqual([nodes, []]);
      expect(alive).toBeGreaterThanOrEqual(threshold);
    });
  });
}

/** Its wallet signed two days ago. */
async function endedSession(): Promise<KeySession> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 2 * 24 * 60 * 60 * 1000 });
  try {
    return await sessionOf(HOLDER);
  } finally {
    vi.useRealTimers();
  }
}
