import type { Address, Hex } from "viem";
import type { AssetId, Cid, OfferId } from "~/ids.ts";
import type { Money } from "~/money.ts";
import type { PublicFacts } from "./facts/public-facts.ts";

export interface Party {
  readonly address: Address;
  /** The name that the account gave itself, which proves nothing. */
  readonly name: string | null;
}

export type AssetKind = "dataset" | "adapter";

/** An asset in a list. */
export interface AssetCard {
  readonly id: AssetId;
  readonly title: string;
  readonly kind: AssetKind;
  /** The description's beginning as plain text. */
  readonly summary: string;
  readonly tags: readonly string[];
  /** An SPDX id, or "Custom terms". */
  readonly licence: string;
  readonly creator: Party;
  /** Of a dataset. */
  readonly rows: number | null;
  /** Of an adapter. */
  readonly parameters: number | null;
  /** Of the plaintext. */
  readonly bytes: number;
  readonly version: number;
  readonly listedAt: Date;
  /** The lowest price of an open offer, or null where none is open. */
  readonly from: Money | null;
  /** One of the open offers is metered. */
  readonly metered: boolean;
}

export interface AssetPage {
  readonly assets: readonly AssetCard[];
  /** The key of the next page, or null at the end. */
  readonly next: string | null;
  readonly total: number;
  /** Licences that occur in the catalogue, for the filter. */
  readonly licences: readonly string[];
}

export interface OfferView {
  readonly id: OfferId;
  readonly number: number;
  readonly price: Money;
  /** Seconds that a licence lasts, or null for ever. */
  readonly term: number | null;
  /** Units in one purchase of a metered offer; null where it is not metered. */
  readonly uses: number | null;
  /** Seconds in which a payment can still be disputed. */
  readonly hold: number;
  /** Neither paused, nor sold out, nor outside its dates. */
  readonly open: boolean;
}

export interface VersionView {
  readonly number: number;
  readonly listedAt: Date;
  readonly ciphertext: Cid;
  readonly manifest: Cid;
  readonly plaintextRoot: Hex;
  readonly bytes: number;
  readonly transaction: Hex;
}

export interface ShareView {
  readonly to:
    | { readonly kind: "account"; readonly party: Party }
    | { readonly kind: "asset"; readonly id: AssetId; readonly title: string };
  /** Parts per million. */
  readonly ppm: number;
}

export interface AssetView extends AssetCard {
  /** Markdown by a stranger. */
  readonly description: string;
  readonly terms: { readonly spdx: string } | { readonly text: string };
  readonly termsHash: Hex;
  readonly mediaType: string;
  readonly fileName: string;
  readonly facts: PublicFacts;
  /** Key networks that hold a capsule of the latest version. */
  readonly networks: readonly string[];
  /** Newest first. */
  readonly versions: readonly VersionView[];
  readonly offers: readonly OfferView[];
  readonly shares: readonly ShareView[];
  readonly parents: readonly { readonly id: AssetId; readonly title: string }[];
  readonly children: readonly { readonly id: AssetId; readonly title: string }[];
  readonly copies: readonly {
    readonly place: string;
    readonly url: string;
    readonly state: "ready" | "pending" | "failed";
  }[];
  readonly sales: number;
  /** Set where the asset can't be bought or opened now. */
  readonly halted: "frozen" | "revoked" | null;
}
