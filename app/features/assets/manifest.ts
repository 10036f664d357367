import { rawCid } from "@tessera/envelope";
import { type Address, type Hex, hexToBytes, sha256 } from "viem";
import { z } from "zod";
import type { AssetId, Cid } from "~/ids.ts";
import { done, type Outcome, refused } from "~/outcome.ts";
import { capsuleSchema } from "~/ports/keys/capsule.ts";
import { canonicalJson } from "./canonical-json.ts";
import { PublicFacts } from "./facts/public-facts.ts";

/** One raw block: a manifest is one request to any gateway. */
export const MANIFEST_BYTES = 1_048_576;

const SHOWN_AS_ANOTHER = /[\p{Cc}\p{Bidi_Control}/\\]/u;

const address = z
  .string()
  .regex(/^0x[0-9a-f]{40}$/, "is a 20-byte address in lower-case hex")
  .transform((text) => text as Address);
const word = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/, "is 32 bytes of lower-case hex")
  .transform((text) => text as Hex);
const assetId = z
  .string()
  .regex(/^0x[0-9a-f]{62}00$/, "is an asset's id")
  .transform((text) => text as AssetId);
const cid = z
  .string()
  .regex(/^b[a-z2-7]{58}$/, "is a CIDv1 in base32")
  .transform((text) => text as Cid);
const bytes = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** A name that is only a name: no path, no control or direction characters. */
export const fileName = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => !SHOWN_AS_ANOTHER.test(name) && name !== "." && name !== "..", "is not a plain file name");

export const licenceSchema = z.union([
  z.strictObject({ spdx: z.string().regex(/^[A-Za-z0-9.+-]{1,64}$/, "is an SPDX id") }),
  z.strictObject({ text: z.string().min(1).max(200_000) }),
]);
export type LicenceTerms = z.infer<typeof licenceSchema>;

/** The public record of one version of an asset. Its SHA-256 is on chain, so nobody can change it. */
export const manifestSchema = z.strictObject({
  format: z.literal("tessera-manifest/1"),
  assetId,
  version: z.number().int().min(1).max(0xffff_ffff),
  chainId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  contract: address,
  creator: address,
  title: z.string().trim().min(1).max(120),
  /** Markdown. */
  description: z.string().max(65_536),
  kind: z.enum(["dataset", "adapter"]),
  tags: z.array(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._+-]{0,39}$/u)).max(20),
  licence: licenceSchema,
  /** The plaintext is these files' bytes one after another, in this order. */
  files: z
    .array(z.strictObject({ name: fileName, mediaType: z.string().max(100), bytes }))
    .min(1)
    .max(1000),
  ciphertext: z.strictObject({ cid, bytes }),
  plaintext: z.strictObject({ root: word, bytes }),
  envelope: z.literal("AES256_GCM_HKDF_1MB"),
  /** Of the first file. */
  facts: PublicFacts,
  capsules: z.array(capsuleSchema).min(1).max(20),
  /** ISO 8601 in UTC. */
  createdAt: z.iso.datetime(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A manifest as it is stored and committed to. */
export interface EncodedManifest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256: what the listing's transaction commits to. */
  readonly digest: Hex;
  /** Of the raw block that the store keeps. */
  readonly cid: Cid;
}

/** @throws RangeError where it takes more than `MANIFEST_BYTES`. @throws ZodError where it is not a manifest */
export function encodeManifest(manifest: Manifest): EncodedManifest {
  const checked = manifestSchema.parse(manifest);
  const encoded = new TextEncoder().encode(canonicalJson(checked));
  if (encoded.length > MANIFEST_BYTES) throw new RangeError(`The public record takes ${encoded.length} bytes.`);
  const digest = sha256(encoded);
  return { bytes: encoded, digest, cid: rawCid(hexToBytes(digest)) as Cid };
}

/** Where the manifest with this digest is found, at any gateway. */
export const manifestCid = (digest: Hex): Cid => rawCid(hexToBytes(digest)) as Cid;

/**
 * Reads a manifest that came from anywhere. Only the canonical form is taken, so that no two readers can see different records.
 * The caller compares the digest with the chain's.
 */
export function parseManifest(
  encoded: Uint8Array,
): Outcome<Manifest, "too-large" | "not-json" | "not-a-manifest" | "not-canonical"> {
  if (encoded.length > MANIFEST_BYTES) return refused("too-large");
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(encoded);
    value = JSON.parse(text);
  } catch {
    return refused("not-json");
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) return refused("not-a-manifest", z.prettifyError(parsed.error).slice(0, 1000));
  return canonicalJson(parsed.data) === text ? done(parsed.data) : refused("not-canonical");
}

/** SHA-256 of the licence's canonical text: `spdx:<id>`, or the custom text itself, as UTF-8. */
export function termsHash(licence: LicenceTerms): Hex {
  return sha256(new TextEncoder().encode("spdx" in licence ? `spdx:${licence.spdx}` : licence.text));
}
