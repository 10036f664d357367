import { bytesToHex, type Hex, type TransactionReceipt } from "viem";
import type { TransactionSteps } from "~/features/accounts/wallet/use-transaction.ts";
import type { Wallet } from "~/features/accounts/wallet/wallet-context.ts";
import { decodeCid } from "~/ports/storage/cid.ts";
import { tesseraAbi } from "../../../../contracts/abi/tessera.ts";
import { encodeManifest, termsHash } from "../manifest.ts";
import { composeManifest, type SealedAsset } from "./compose-manifest.ts";

interface Listing {
  readonly wallet: Pick<Wallet, "address" | "writeContract">;
  readonly asset: SealedAsset;
  /** The store's URL, without a slash at its end. */
  readonly store: string;
  readonly token: () => Promise<string | null>;
}

/** The public record could not be stored, so nothing was listed. */
export class RecordNotStoredError extends Error {
  override name = "RecordNotStoredError";
}

/**
 * Stores the public record and lists the asset with its first version, shares and offer, in one transaction.
 * @throws RecordNotStoredError, and the wallet's or the contract's error
 */
export async function listAsset(listing: Listing, steps: TransactionSteps): Promise<TransactionReceipt> {
  const { wallet, asset, store } = listing;
  if (wallet.address?.toLowerCase() !== asset.creator.toLowerCase()) {
    throw new RecordNotStoredError("The wallet is on another account than the one that sealed the file.");
  }
  const manifest = encodeManifest(composeManifest(asset, new Date()));
  const token = await listing.token();
  if (token === null) throw new RecordNotStoredError("Sign in again: the session has ended.");
  const headers = { Authorization: `Bearer ${token}` };
  const stored = await fetch(`${store}/blocks/${manifest.cid}`, { method: "PUT", headers, body: manifest.bytes });
  if (!stored.ok) throw new RecordNotStoredError(`The store did not take the public record (${stored.status}).`);
  const ciphertext = decodeCid(asset.result.cid);
  if (ciphertext === null) throw new RecordNotStoredError("The sealed file has no CID that the contract can hold.");
  const version = {
    manifest: manifest.digest,
    ciphertext: bytesToHex(ciphertext.digest),
    plaintextRoot: asset.result.root,
    terms: termsHash(asset.draft.licence),
    size: BigInt(asset.result.ciphertextBytes),
  };
  const { creator, draft, sealed } = asset;
  steps.signing("Confirm the listing: it is public from then on.");
  return wallet.writeContract({
    address: asset.contract,
    abi: tesseraAbi,
    functionName: "list",
    args: [{ creator, salt: sealed.salt as Hex, shares: [...draft.shares], version, offers: [draft.offer] }],
    onSent: steps.sent,
  });
}
