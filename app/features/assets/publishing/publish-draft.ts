import { z } from "zod";
import { capsuleSchema } from "~/ports/keys/capsule.ts";

const text = (most: number) => z.string().max(most).catch("").default("");

/** What a creator has filled in so far, as typed. It is kept in the browser and may be anything by the time it is read. */
export const draftSchema = z.object({
  title: text(1000),
  description: text(100_000),
  kind: z.enum(["dataset", "adapter"]).catch("dataset").default("dataset"),
  tags: text(2000),
  /** An SPDX id, or "custom". */
  licence: text(64),
  licenceText: text(250_000),
  price: text(40),
  currency: text(42),
  model: z.enum(["for-ever", "term", "metered"]).catch("for-ever").default("for-ever"),
  days: text(10),
  uses: text(10),
  holdDays: text(10),
  /** Beside the creator, who gets the rest. */
  shares: z
    .array(z.object({ id: text(40), to: text(100), percent: text(20) }))
    .max(255)
    .catch([])
    .default([]),
  sampleRows: z.boolean().catch(true).default(true),
  /** Set when the data key was wrapped: 32 bytes as hex, which with the creator's address make the asset's id. */
  sealed: z
    .object({
      salt: z.string().regex(/^0x[0-9a-f]{64}$/),
      capsules: z.array(capsuleSchema).min(1),
    })
    .nullable()
    .catch(null)
    .default(null),
});
export type PublishDraft = z.infer<typeof draftSchema>;

export const emptyDraft = (): PublishDraft => ({
  ...draftSchema.parse({}),
  licence: "CC-BY-4.0",
  days: "365",
  uses: "100",
  holdDays: "1",
});
