import type { Address } from "viem";
import type { SaveHandle } from "./file-target.ts";
import type { Checkpoint } from "./save-plaintext.ts";

/** A saving that was interrupted. The data key is not in it: going on asks the key nodes again. */
export interface KeptOpening {
  /** `<asset>/<version>/<account>` */
  readonly id: string;
  readonly handle: SaveHandle;
  readonly checkpoint: Checkpoint;
  readonly bytes: number;
}

const DATABASE = "tessera-openings";
const STORE = "openings";

export const openingId = (asset: string, version: number, account: Address): string =>
  `${asset}/${version}/${account.toLowerCase()}`;

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function withStore<Value>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(STORE, { keyPath: "id" });
  };
  const database = await settled(opening);
  try {
    return await settled(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** @returns null where nothing was interrupted, or this browser keeps nothing. */
export async function findOpening(id: string): Promise<KeptOpening | null> {
  const kept: KeptOpening | undefined = await withStore("readonly", (store) => store.get(id)).catch(() => undefined);
  return kept ?? null;
}

export async function keepOpening(opening: KeptOpening): Promise<void> {
  await withStore("readwrite", (store) => store.put(opening));
}

export async function forgetOpening(id: string): Promise<void> {
  await withStore("readwrite", (store) => store.delete(id)).catch(() => undefined);
}
