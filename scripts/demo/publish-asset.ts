import { generateDataKey } from "@tessera/envelope";
import { type Account, type Address, bytesToHex, type Hex, type PublicClient, type WalletClient } from "viem";
import { encodeManifest, type LicenceTerms, type Manifest, termsHash } from "~/features/assets/manifest.ts";
import { type AssetId, assetIdOf, type Cid } from "~/ids.ts";
import type { KeyNetwork } from "~/ports/keys/key-network.ts";
import { decodeCid } from "~/ports/storage/cid.ts";
import type { Storage } from "~/ports/storage/storage.ts";
import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import { type Share, sortShares } from "../../contracts/shares-tree.ts";
import { type DraftFile, SealingRefused, sealFiles } from "./seal-files.ts";

/** What publishing from code touches. */
export interface Publishing {
  readonly chainId: number;
  readonly tessera: Address;
  readonly wallet: WalletClient & { readonly account: Account };
  readonly client: PublicClient;
  readonly storage: Pick<Storage, "put">;
  readonly keys: Pick<KeyNetwork, "wrap">;
}

/** An offer's terms as the contract has them; amounts in the currency's minor units, times in seconds. */
export interface OfferTerms {
  readonly currency: Address;
  readonly price: bigint;
  readonly term: number;
  readonly uses: number;
  readonly hold: number;
  readonly resaleShare: number;
  readonly resellable: boolean;
  readonly transferable: boolean;
  readonly opensLater: boolean;
  readonly supplyCap: number;
  readonly start: number;
  readonly end: number;
  readonly allowRoot: Hex;
}

export interface Draft {
  /** 32 bytes; with the creator's address it makes the asset's id. */
  readonly salt: Hex;
  readonly title: string;
  readonly description: string;
  readonly kind: Manifest["kind"];
  readonly tags: readonly string[];
  readonly licence: LicenceTerms;
  readonly files: readonly [DraftFile, ...DraftFile[]];
  readonly shares: readonly Share[];
  readonly offers: readonly OfferTerms[];
}

export interface Published {
  readonly assetId: AssetId;
  readonly ciphertext: Cid;
  readonly manifest: Manifest;
  readonly manifestCid: Cid;
  readonly transaction: Hex;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/**
 * Name, wrap, seal, store, list: version 1 of a new asset, as its creator does it. The data key lives in this call alone.
 * @param onStoring hears each CID before the store keeps it, for whoever must clean up after a crash
 * @throws SealingRefused, and what the wallet or the chain throws
 */
export async function publishAsset(
  { chainId, tessera, wallet, client, storage, keys }: Publishing,
  draft: Draft,
  onStoring: (assetId: AssetId, cid: Cid) => void = () => undefined,
): Promise<Published> {
  const creator = wallet.account.address;
  const assetId = assetIdOf(creator, draft.salt);
  const gate = { chainId, contract: tessera, assetId, version: 1 };
  const key = generateDataKey();
  try {
    const capsule = await keys.wrap(key, gate);
    const { sealed, facts } = await sealFiles(storage, draft.files, {
      key,
      sealedFor: gate,
      onStoring: (cid) => onStoring(assetId, cid),
    });
    const ciphertext = sealed.cid as Cid;
    const { root } = sealed;
    const manifest: Manifest = {
      format: "tessera-manifest/1",
      ...{ assetId, version: 1, chainId },
      contract: tessera.toLowerCase() as Address,
      creator: creator.toLowerCase() as Address,
      ...{ title: draft.title, description: draft.description, kind: draft.kind, tags: [...draft.tags] },
      licence: draft.licence,
      files: draft.files.map(({ name, mediaType, blob }) => ({ name, mediaType, bytes: blob.size })),
      ciphertext: { cid: ciphertext, bytes: sealed.ciphertextBytes },
      plaintext: { root, bytes: sealed.plaintextBytes },
      envelope: "AES256_GCM_HKDF_1MB",
      facts,
      capsules: [capsule],
      createdAt: new Date().toISOString(),
    };
    const encoded = encodeManifest(manifest);
    onStoring(assetId, encoded.cid);
    const kept = await storage.put(once(encoded.bytes), { cid: encoded.cid, bytes: encoded.bytes.length });
    if (!kept.ok) throw new SealingRefused(`The store refused the public record (${kept.reason}): ${kept.detail}`);
    const content = {
      manifest: encoded.digest,
      ciphertext: bytesToHex(decodeCid(ciphertext)?.digest ?? new Uint8Array(32)),
      plaintextRoot: root,
      terms: termsHash(draft.licence),
      size: BigInt(sealed.ciphertextBytes),
    };
    const shares = sortShares(draft.shares);
    const { request } = await client.simulateContract({
      account: wallet.account,
      address: tessera,
      abi: tesseraAbi,
      functionName: "list",
      args: [{ creator, salt: draft.salt, shares, version: content, offers: draft.offers }],
    });
    const transaction = await wallet.writeContract(request);
    const receipt = await client.waitForTransactionReceipt({ hash: transaction });
    if (receipt.status !== "success") throw new Error(`The listing ${transaction} was reverted.`);
    return { assetId, ciphertext, manifest, manifestCid: encoded.cid, transaction };
  } finally {
    key.fill(0);
  }
}
