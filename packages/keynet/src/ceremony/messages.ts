import { createHash } from "node:crypto";
import { z } from "zod";
import { networkSchema } from "../network.ts";

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const point = z.string().regex(/^[0-9a-f]{96}$/);
const index = z.number().int().min(1).max(255);

/** What a ceremony is to make. Every message's code covers it, so that nobody can mix ceremonies. */
export const planSchema = z.object({
  ceremony: hex32,
  threshold: z.number().int().min(1).max(255),
  /** The nodes that will hold shares; position i has the index i + 1. */
  nodes: z.array(z.url()).min(1).max(255),
  /** Null where a new key is made; the network whose key is shared out afresh otherwise. */
  previous: networkSchema.nullable(),
  /** Who deals, by index: everyone for a new key, `previous.threshold` old holders for an old one. */
  dealers: z.array(index).min(1).max(255),
});

/** A node's first word: commitments to its polynomial (none where it does not deal) and a key for what is sent to it. */
export const offerSchema = z.object({
  /** The node's index among the new holders, or null where it only deals. */
  index: index.nullable(),
  /** Its index as a dealer, or null where it does not deal. */
  dealer: index.nullable(),
  commitments: z.array(point),
  exchangeKey: hex32,
  mac: hex32,
});

/** One dealer's value for one holder, readable by that holder only. */
export const dealSchema = z.object({ dealer: index, to: index, box: z.base64(), mac: hex32 });

/** A holder's word that its share fits all commitments of this transcript. */
export const confirmationSchema = z.object({ index, transcript: hex32, sharePublicKey: point, mac: hex32 });

export const dealRequestSchema = z.object({ ceremony: hex32, offers: z.array(offerSchema) });
export const finishRequestSchema = z.object({ ceremony: hex32, deals: z.array(dealSchema) });
export const commitRequestSchema = z.object({ transcript: hex32, confirmations: z.array(confirmationSchema) });

export type Plan = z.infer<typeof planSchema>;
export type Offer = z.infer<typeof offerSchema>;
export type Deal = z.infer<typeof dealSchema>;
export type Confirmation = z.infer<typeof confirmationSchema>;

export const sha256 = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** What all holders must have seen alike: the plan and every offer, in order. */
export const transcriptOf = (plan: Plan, offers: readonly Offer[]): string => sha256([plan, offers]);
