export { associatedData, type SealedFor } from "./associated-data.ts";
export { DATA_KEY_BYTES, type DataKey, generateDataKey, importDataKey } from "./data-key.ts";
export { DataKeyUnusable, EnvelopeMalformed, RootMismatch, SegmentRefused, SourceChanged } from "./errors.ts";
export {
  AES256_GCM_HKDF_1MB,
  type Bytes,
  CHUNK_BYTES,
  chunkCount,
  ciphertextBytes,
  type Format,
  plaintextBytes,
  plaintextOffset,
  segmentAt,
  segmentCount,
  segmentPlaintextBytes,
} from "./format.ts";
export { decodeHeader, encodeHeader, newHeader, type SealHeader } from "./header.ts";
export type { Digests } from "./merkle.ts";
export { type Opening, open } from "./open.ts";
export { openRange, type RangeOptions } from "./open-range.ts";
export { type Opened, type OpenOptions, openSegments } from "./open-segments.ts";
export type { ByteSource } from "./pieces.ts";
export { createRootTaker, type Root, type RootTaker } from "./plaintext-root.ts";
export { type ChunkProof, type PlaintextCommitment, proveChunk, verifyProof } from "./proof.ts";
export { type Sealing, seal } from "./seal.ts";
export {
  resumeOffset,
  type Sealed,
  type SealedSegment,
  type SealOptions,
  type SealState,
  sealSegments,
} from "./seal-segments.ts";
export { openSealedFile, type RandomAccess, type SealedFile } from "./sealed-file.ts";
export { deriveSegments, type SegmentOptions, type Segments } from "./segments.ts";
export { type CidBuilder, createCidBuilder, rawCid } from "./unixfs-cid.ts";
