import { createCipheriv, createHash } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import vectorsFile from "../../../tests/vectors/ipip499.json" with { type: "json" };
import { createCidBuilder, rawCid } from "./unixfs-cid.ts";

const { vectors } = z
  .object({
    vectors: z.array(
      z.object({
        cid: z.string(),
        text: z.string().optional(),
        stream: z.object({ bytes: z.number(), seed: z.string() }).optional(),
      }),
    ),
  })
  .parse(vectorsFile);

const LEAF = 1_048_576;
const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

for (const { cid, text, stream } of vectors) {
  test(`IPIP-499: ${text ?? `${stream?.bytes} bytes`}`, { timeout: 60_000 }, () => {
    const builder = createCidBuilder();
    if (stream === undefined) {
      const bytes = new TextEncoder().encode(text);
      builder.add(sha256(bytes), bytes.length);
    } else {
      const key = createHash("sha256").update(stream.seed).digest();
      const keystream = createCipheriv("chacha20", key, Buffer.alloc(16));
      for (let left = stream.bytes; left > 0; left -= LEAF) {
        const leaf = keystream.update(Buffer.alloc(Math.min(LEAF, left)));
        builder.add(sha256(leaf), leaf.length);
      }
    }
    expect(builder.finish()).toBe(cid);
  });
}

test("a node that was given is the block that its CID names", () => {
  const nodes = new Map<string, Uint8Array>();
  const builder = createCidBuilder((cid, node) => nodes.set(cid, node));
  for (let index = 0; index < 1024 + 1; index++) builder.add(sha256(Buffer.from([index & 255])), LEAF);
  const root = builder.finish();
  expect(nodes.size).toBe(3);
  expect([...nodes.keys()].at(-1)).toBe(root);
});

test("a raw block's CID", () => {
  expect(rawCid(sha256(Buffer.from("hello world")))).toBe(vectors[0]?.cid);
});

test("no leaf, no CID", () => {
  expect(() => createCidBuilder().finish()).toThrow(RangeError);
});
