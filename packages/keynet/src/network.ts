import { z } from "zod";

const publicKey = z.string().regex(/^[0-9a-f]{96}$/, "48 bytes of hex");

/** What anybody may know of a key network. Written to KEYS_FILE by `ensureNetwork`. */
export const networkSchema = z.object({
  format: z.literal("tessera-keynet/1"),
  /** BLS12-381 G1, 48 bytes as hex without 0x: all that wrapping a key needs. It outlives resharing. */
  publicKey,
  threshold: z.number().int().min(1).max(255),
  /** Grows by one at each resharing. */
  epoch: z.number().int().min(1),
  /** The nodes' addresses without a slash at the end; the node at position i holds the share of index i + 1. */
  nodes: z.array(z.url()).min(1).max(255),
  /** The public key of each node's share, in the order of `nodes`: a wrong answer names its node. */
  sharePublicKeys: z.array(publicKey).min(1).max(255),
});

export type Network = z.infer<typeof networkSchema>;
