import { associatedData } from "@tessera/envelope";
import type { Address } from "viem";
import type { Wallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { AssetView } from "~/features/assets/asset-view.ts";
import type { Manifest } from "~/features/assets/manifest.ts";
import { done, type Outcome, refused } from "~/outcome.ts";
import { createLitKeys } from "~/ports/keys/lit/create-lit-keys.ts";
import type { Site } from "~/site.ts";
import { createDownloadTarget } from "./download-target.ts";
import { fetchManifest } from "./fetch-manifest.ts";
import { createFileTarget, mayWrite, type SaveHandle } from "./file-target.ts";
import type { Access } from "./find-access.ts";
import { forgetOpening, type KeptOpening, keepOpening, openingId } from "./opening-store.ts";
import type { OpeningFailure } from "./opening-words.ts";
import { createRangedSource } from "./ranged-source.ts";
import { savePlaintext } from "./save-plaintext.ts";
import { spendUse } from "./spend-use.ts";
import { type Unlocked, unlock } from "./unlock.ts";

export interface Opening {
  readonly site: Site;
  readonly wallet: Pick<Wallet, "signMessage" | "signTypedData">;
  readonly account: Address;
  readonly asset: AssetView;
  readonly access: Access;
  readonly signal: AbortSignal;
  /** Tells what is being waited for. */
  readonly onStep: (words: string) => void;
}

export interface UnlockedVersion extends Unlocked {
  readonly manifest: Manifest;
}

/** From licence to data key: spends a use where the licence is metered, then asks the key nodes. @throws the wallet's error */
export async function unlockVersion(opening: Opening): Promise<Outcome<UnlockedVersion, OpeningFailure>> {
  const { site, wallet, account, asset, access, signal, onStep } = opening;
  const version = asset.versions.find(({ number }) => number === access.version);
  if (version === undefined) return refused("store-missing");
  onStep("Reading the public record");
  const manifest = await fetchManifest(site.storeUrl, version.manifest, signal);
  if (!manifest.ok) return manifest;
  if (access.kind === "spend") {
    onStep("Sign to spend one use");
    const spent = await spendUse({ site, wallet, holder: account, asset: asset.id, access, signal });
    if (!spent.ok) return spent;
  }
  onStep("Asking the key nodes. Your wallet signs once a day.");
  const signer = { address: account, signMessage: wallet.signMessage };
  const unlocked = await unlock(createLitKeys(site.keys), manifest.value.capsules, signer, site.chain.id);
  return unlocked.ok ? done({ ...unlocked.value, manifest: manifest.value }) : unlocked;
}

export interface SavingOptions {
  readonly site: Site;
  readonly account: Address;
  readonly unlocked: UnlockedVersion;
  /** A chosen file or folder; null goes to the browser's downloads. */
  readonly handle: SaveHandle | null;
  /** An interrupted saving to the same handle. */
  readonly kept: KeptOpening | null;
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number) => void;
  readonly onWaiting: (waiting: boolean) => void;
}

/** Streams, verifies, decrypts and saves. @throws what `savePlaintext` throws */
export async function saveVersion(options: SavingOptions): Promise<void> {
  const { site, account, unlocked, handle, kept, signal } = options;
  const { manifest, key } = unlocked;
  const id = openingId(manifest.assetId, manifest.version, account);
  if (handle !== null && kept !== null && !(await mayWrite(handle))) {
    throw new DOMException("The browser may not write there any more.", "NotAllowedError");
  }
  await savePlaintext({
    source: createRangedSource({
      url: `${site.storeUrl}/ipfs/${manifest.ciphertext.cid}`,
      bytes: manifest.ciphertext.bytes,
      signal,
      onWaiting: options.onWaiting,
    }),
    key,
    associatedData: associatedData(manifest),
    root: manifest.plaintext.root,
    files: manifest.files,
    target: handle === null ? await createDownloadTarget(manifest.plaintext.bytes) : createFileTarget(handle),
    from: kept?.checkpoint ?? null,
    onProgress: options.onProgress,
    async onCheckpoint(checkpoint) {
      if (handle !== null)
        await keepOpening({ id, handle, checkpoint, bytes: manifest.plaintext.bytes }).catch(() => undefined);
    },
    signal,
  });
  await forgetOpening(id);
}
