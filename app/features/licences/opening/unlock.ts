import { type DataKey, importDataKey } from "@tessera/envelope";
import { done, type Outcome, refused } from "~/outcome.ts";
import type { Capsule } from "~/ports/keys/capsule.ts";
import type { KeyNetwork, UnwrapRefusal } from "~/ports/keys/key-network.ts";
import { openKeySession, type WalletSigner } from "~/ports/keys/key-session.ts";
import { clearKeySessions } from "~/ports/keys/session-store.ts";

export type UnlockRefusal = UnwrapRefusal | "no-capsule";

export interface Unlocked {
  /** It can decrypt and can't be read. */
  readonly key: DataKey;
  /** Key nodes that answered falsely and were left out. */
  readonly dishonest: readonly string[];
}

/** The version's data key, from the first capsule that opens. The wallet signs at most once a day. @throws the wallet's error */
export async function unlock(
  keys: KeyNetwork,
  capsules: readonly Capsule[],
  signer: WalletSigner,
  chainId: number,
): Promise<Outcome<Unlocked, UnlockRefusal>> {
  const usable = capsules.filter((capsule) => capsule.network === "lit");
  const mine = usable.filter(({ networkPublicKey }) => networkPublicKey === keys.publicKey);
  if (mine.length === 0) return refused(usable.length > 0 ? "other-network" : "no-capsule");
  let last: Outcome<Unlocked, UnlockRefusal> = refused("no-capsule");
  for (const capsule of mine) {
    let answer = await keys.unwrap(capsule, await openKeySession(signer, { chainId }));
    if (!answer.ok && answer.reason === "session-refused") {
      // A kept session that the nodes no longer take: a new one, once.
      clearKeySessions();
      answer = await keys.unwrap(capsule, await openKeySession(signer, { chainId }));
    }
    if (answer.ok) {
      const { dataKey, dishonest } = answer.value;
      const key = await importDataKey(dataKey);
      dataKey.fill(0);
      return done({ key, dishonest });
    }
    last = answer;
  }
  return last;
}
