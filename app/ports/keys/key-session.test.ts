import { afterEach, expect, it, vi } from "vitest";
import { HOLDER, memoryStore, STRANGER } from "./key-network.contract.ts";
import { openKeySession, type WalletSigner } from "./key-session.ts";
import { clearKeySessions, type SessionStore } from "./session-store.ts";

afterEach(() => {
  vi.useRealTimers();
});

function counted(signer: WalletSigner) {
  const signMessage = vi.fn(signer.signMessage);
  return { address: signer.address, signMessage };
}

const open = (signer: WalletSigner, store: SessionStore) =>
  openKeySession(signer, { chainId: 31337, domain: "localhost", store });

it("asks the wallet once for a day, also when two openings begin together", async () => {
  const [holder, store] = [counted(HOLDER), memoryStore()];
  await Promise.all([open(holder, store), open(holder, store)]);
  await open(holder, store);
  expect(holder.signMessage).toHaveBeenCalledTimes(1);

  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 23.95 * 3_600_000 });
  await open(holder, store);
  expect(holder.signMessage).toHaveBeenCalledTimes(2);
});

it("forgets a wallet's session when another wallet comes, and all on leaving", async () => {
  const [holder, stranger, store] = [counted(HOLDER), counted(STRANGER), memoryStore()];
  await open(holder, store);
  expect((await open(stranger, store)).address).toBe(STRANGER.address);
  expect(store.length).toBe(1);
  await open(holder, store);
  expect(holder.signMessage).toHaveBeenCalledTimes(2);
  clearKeySessions(store);
  expect(store.length).toBe(0);
});

it("passes on that the person declined, and asks again next time", async () => {
  const store = memoryStore();
  const signer = { address: HOLDER.address, signMessage: vi.fn().mockRejectedValueOnce(new Error("declined")) };
  await expect(open(signer, store)).rejects.toThrow("declined");
  signer.signMessage.mockImplementation(HOLDER.signMessage);
  await expect(open(signer, store)).resolves.toMatchObject({ address: HOLDER.address });
});

it("takes no kept session that somebody has spoiled", async () => {
  const [holder, store] = [counted(HOLDER), memoryStore()];
  await open(holder, store);
  store.setItem(store.key(0) ?? "", "{");
  await open(holder, store);
  expect(holder.signMessage).toHaveBeenCalledTimes(2);
});
