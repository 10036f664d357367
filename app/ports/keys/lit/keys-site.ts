import { networkSchema } from "@tessera/keynet/network";
import { type Address, isAddress } from "viem";
import { z } from "zod";

/** What a client must know of a key network that speaks Lit's 7.x protocol. All of it is public. */
export const keysSiteSchema = networkSchema.omit({ format: true, epoch: true }).extend({
  /** Lit's name of the chain whose state the nodes ask for. */
  litChain: z.string(),
  /** The contract in which clients find the nodes, and an RPC endpoint of its chain. */
  staking: z.custom<Address>((value) => isAddress(String(value), { strict: false })),
  rpcUrl: z.url(),
});

export type KeysSite = z.infer<typeof keysSiteSchema>;
