import { z } from "zod";

/** A signature as Lit carries it: by a session key (ed25519) or by a wallet (EIP-191, ERC-1271, ERC-6492). */
export const authSigSchema = z.object({
  sig: z.string().max(20_000),
  derivedVia: z.string().max(100),
  signedMessage: z.string().max(40_000),
  address: z.string().max(100),
  algo: z.string().max(20).nullish(),
});

export type AuthSig = z.infer<typeof authSigSchema>;

/** What a verified signature proves: who asks, and until when it may be used (milliseconds since 1970). */
export interface Authority {
  readonly address: `0x${string}`;
  readonly expires: number;
}

/** A verified signature, which may speak for several capsules. */
export interface Grant {
  /** From then on it must be verified afresh. Milliseconds since 1970. */
  readonly expires: number;
  /** @throws Refusal where it does not cover this resource. */
  authorityFor(resourceId: string): Authority;
}
