import type { Bytes } from "./format.ts";

/** The version that a sealed file belongs to. All of it is known before anything is encrypted. */
export interface SealedFor {
  /** EIP-155 chain id. */
  readonly chainId: number;
  /** The licence contract, 20 bytes of 0x hex; its case does not matter. */
  readonly contract: string;
  /** 32 bytes of 0x hex; its case does not matter. */
  readonly assetId: string;
  /** Numbered from 1. */
  readonly version: number;
}

/**
 * The associated data that binds a sealed file to one version of one asset on one chain, so that it opens as nothing else:
 * UTF-8 of `tessera-envelope/1|<chainId>|<contract lower case>|<assetId lower case>|<version>`.
 * @throws RangeError where a part is not of its form.
 */
export function associatedData({ chainId, contract, assetId, version }: SealedFor): Bytes {
  if (!Number.isSafeInteger(chainId) || chainId < 1) throw new RangeError(`Not a chain id: ${chainId}`);
  if (!/^0x[0-9a-f]{40}$/i.test(contract)) throw new RangeError(`Not a contract's address: ${contract}`);
  if (!/^0x[0-9a-f]{64}$/i.test(assetId)) throw new RangeError(`Not an asset's id: ${assetId}`);
  if (!Number.isInteger(version) || version < 1 || version > 0xffff_ffff) {
    throw new RangeError(`Not a version's number: ${version}`);
  }
  const parts = ["tessera-envelope/1", chainId, contract.toLowerCase(), assetId.toLowerCase(), version];
  return new TextEncoder().encode(parts.join("|"));
}
