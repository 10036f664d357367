import { z } from "zod";

const base64 = z.base64().max(4_000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const parameter = z.object({ name: z.string(), type: z.string() });

/** Lit's "evmContractConditions", of which a capsule holds exactly one. */
const conditionSchema = z.object({
  contractAddress: z.string().regex(/^0x[0-9a-f]{40}$/),
  functionName: z.string(),
  functionParams: z.array(z.string()),
  functionAbi: z.object({
    name: z.string(),
    inputs: z.array(parameter),
    outputs: z.array(parameter),
    stateMutability: z.literal("view"),
  }),
  chain: z.string(),
  returnValueTest: z.object({ key: z.string(), comparator: z.literal("="), value: z.string() }),
});

const networkCapsuleSchema = z.object({
  format: z.literal("tessera-capsule/1"),
  network: z.literal("lit"),
  /** BLS12-381 G1, 48 bytes as hex: which network opens it. */
  networkPublicKey: z.string().regex(/^[0-9a-f]{96}$/),
  /** Lit's name of the chain on which the conditions are evaluated. */
  litChain: z.string(),
  conditions: z.array(conditionSchema).length(1),
  ciphertext: base64,
  /** SHA-256 of the data key, as Lit's identity of a ciphertext needs it; 256 random bits can't be guessed from it. */
  dataToEncryptHash: hash,
});

const recoveryCapsuleSchema = z.object({
  format: z.literal("tessera-capsule/1"),
  network: z.literal("recovery"),
  kdf: z.object({
    name: z.literal("scrypt"),
    /** Bounds keep a stranger's manifest from eating all memory. */
    N: z.number().int().min(16_384).max(1_048_576),
    r: z.number().int().min(8).max(16),
    p: z.number().int().min(1).max(4),
    salt: base64,
  }),
  nonce: base64,
  ciphertext: base64,
});

/** A data key, wrapped. A version has a list of them, so that no network's end is the end of the asset. */
export const capsuleSchema = z.discriminatedUnion("network", [networkCapsuleSchema, recoveryCapsuleSchema]);

export type AccessCondition = z.infer<typeof conditionSchema>;
export type NetworkCapsule = z.infer<typeof networkCapsuleSchema>;
export type RecoveryCapsule = z.infer<typeof recoveryCapsuleSchema>;
export type Capsule = z.infer<typeof capsuleSchema>;
