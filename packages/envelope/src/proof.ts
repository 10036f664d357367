import { bytesToHex, hexToBytes } from "@noble/hashes/utils";
import { leafSalt } from "./data-key.ts";
import { type Bytes, CHUNK_BYTES, chunkCount } from "./format.ts";
import { type Digests, merkleLeaf, merklePath, merkleRootFromPath } from "./merkle.ts";
import { asRoot, type Root } from "./plaintext-root.ts";
import { deriveSegments, type SegmentOptions } from "./segments.ts";

/** Proves that one chunk is in a plaintext, revealing one salt and nothing of the other chunks. */
export interface ChunkProof {
  readonly format: "tessera-proof/1";
  /** The chunk's number from 0. */
  readonly chunk: number;
  /** 32 bytes of lower-case hex. */
  readonly salt: string;
  /** RFC 6962 audit path, from the leaf's sibling up, each 32 bytes of lower-case hex. */
  readonly path: readonly string[];
}

/** What was listed: the plaintext's root and size. */
export interface PlaintextCommitment {
  readonly root: Root;
  readonly bytes: number;
}

/** @param leaves all leaves of the plaintext root, as sealing returned them */
export async function proveChunk(options: SegmentOptions, leaves: Digests, chunk: number): Promise<ChunkProof> {
  const { leafSaltKey } = await deriveSegments(options);
  return {
    format: "tessera-proof/1",
    chunk,
    salt: bytesToHex(await leafSalt(leafSaltKey, chunk)),
    path: merklePath(leaves, chunk).map(bytesToHex),
  };
}

const isDigest = (text: unknown): text is string => typeof text === "string" && /^[0-9a-f]{64}$/.test(text);
const bytesOf = (text: string): Bytes => new Uint8Array(hexToBytes(text));

/** @returns whether `bytes` are that chunk of the plaintext that the commitment is of; false for a malformed proof */
export async function verifyProof(commitment: PlaintextCommitment, proof: ChunkProof, bytes: Bytes): Promise<boolean> {
  const { chunk, salt, path } = proof;
  const chunks = chunkCount(commitment.bytes);
  if (proof.format !== "tessera-proof/1" || !isDigest(salt) || !Array.isArray(path) || path.length > 64) return false;
  if (!path.every(isDigest) || !Number.isSafeInteger(chunk) || chunk < 0 || chunk >= chunks) return false;
  if (bytes.length !== Math.min(CHUNK_BYTES, commitment.bytes - chunk * CHUNK_BYTES)) return false;
  const leaf = merkleLeaf(bytesOf(salt), new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  const root = merkleRootFromPath(leaf, chunk, chunks, path.map(bytesOf));
  return root !== null && asRoot(root) === commitment.root.toLowerCase();
}
