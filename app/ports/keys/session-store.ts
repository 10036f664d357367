import { type Address, type Hex, isAddress, isHex } from "viem";
import { z } from "zod";

/** Where sessions are kept: a tab's sessionStorage, which dies with the tab. */
export type SessionStore = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "tessera.key-session.";

const keptSchema = z.object({
  address: z.custom<Address>((value) => isAddress(String(value), { strict: false })),
  /** Milliseconds since 1970. */
  expires: z.number(),
  secret: z.custom<Hex>((value) => isHex(value) && value.length === 66),
  capability: z.object({ sig: z.string(), derivedVia: z.string(), signedMessage: z.string(), address: z.string() }),
});

export type KeptSession = z.infer<typeof keptSchema>;

const fallback = new Map<string, string>();
const inMemory: SessionStore = {
  get length() {
    return fallback.size;
  },
  key: (index) => [...fallback.keys()][index] ?? null,
  getItem: (name) => fallback.get(name) ?? null,
  setItem: (name, value) => void fallback.set(name, value),
  removeItem: (name) => void fallback.delete(name),
};

/** The tab's sessionStorage, or memory where there is none or it is blocked. */
export function sessionStore(): SessionStore {
  try {
    return globalThis.sessionStorage ?? inMemory;
  } catch {
    return inMemory;
  }
}

/** @returns the session of this name if it lasts beyond `until` (milliseconds since 1970), else null; forgets all others. */
export function recallSession(store: SessionStore, name: string, until: number): KeptSession | null {
  clearKeySessions(store, name);
  const text = store.getItem(PREFIX + name);
  if (text === null) return null;
  const kept = keptSchema.safeParse(parseJson(text));
  if (kept.success && kept.data.expires > until) return kept.data;
  store.removeItem(PREFIX + name);
  return null;
}

export function keepSession(store: SessionStore, name: string, session: KeptSession): void {
  try {
    store.setItem(PREFIX + name, JSON.stringify(session));
  } catch {
    // A full or forbidden store only means that the wallet is asked again after a reload.
  }
}

/** Forgets every session but `keep`: on leaving, and when another wallet comes. */
export function clearKeySessions(store: SessionStore = sessionStore(), keep?: string): void {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index));
  for (const name of names) {
    if (name?.startsWith(PREFIX) && name !== PREFIX + keep) store.removeItem(name);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
