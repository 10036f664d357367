import type { Address, Hex } from "viem";
import { type AssetId, assetIdOf } from "~/ids.ts";
import { type Manifest, manifestSchema } from "../manifest.ts";
import type { FileIdentity, SealingResult } from "../sealing/sealing-job.ts";
import type { CheckedDraft } from "./check-draft.ts";
import type { PublishDraft } from "./publish-draft.ts";

export interface SealedAsset {
  readonly creator: Address;
  readonly chainId: number;
  readonly contract: Address;
  readonly draft: CheckedDraft;
  readonly sealed: NonNullable<PublishDraft["sealed"]>;
  readonly files: readonly FileIdentity[];
  readonly result: SealingResult;
}

export const assetIdOfDraft = ({ creator, sealed }: Pick<SealedAsset, "creator" | "sealed">): AssetId =>
  assetIdOf(creator, sealed.salt as Hex);

/** The public record of the first version. @throws ZodError where a part is not as a manifest wants it */
export function composeManifest(asset: SealedAsset, now: Date): Manifest {
  const { creator, chainId, contract, draft, sealed, files, result } = asset;
  return manifestSchema.parse({
    format: "tessera-manifest/1",
    assetId: assetIdOfDraft(asset),
    version: 1,
    chainId,
    contract: contract.toLowerCase(),
    creator: creator.toLowerCase(),
    title: draft.title,
    description: draft.description,
    kind: draft.kind,
    tags: draft.tags,
    licence: draft.licence,
    files: files.map(({ name, mediaType, bytes }) => ({ name, mediaType: mediaType.slice(0, 100), bytes })),
    ciphertext: { cid: result.cid, bytes: result.ciphertextBytes },
    plaintext: { root: result.root, bytes: result.plaintextBytes },
    envelope: "AES256_GCM_HKDF_1MB",
    facts: result.facts,
    capsules: sealed.capsules,
    createdAt: now.toISOString(),
  });
}
