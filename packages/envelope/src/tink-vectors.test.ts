import { bytesToHex, hexToBytes } from "@noble/hashes/utils";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import vectorsFile from "../../../tests/vectors/tink-aes-gcm-hkdf.json" with { type: "json" };
import { importDataKey } from "./data-key.ts";
import type { Bytes, Format } from "./format.ts";
import { decodeHeader } from "./header.ts";
import { openSegments } from "./open-segments.ts";
import { sealSegments } from "./seal-segments.ts";

const Vectors = z.object({
  vectors: z
    .array(
      z.object({
        segmentBytes: z.number(),
        keyBytes: z.union([z.literal(16), z.literal(32)]),
        hkdfHash: z.enum(["SHA-1", "SHA-256", "SHA-512"]),
        key: z.string(),
        plaintext: z.string(),
        associatedData: z.string(),
        ciphertext: z.string(),
      }),
    )
    .length(8),
});

const bytes = (hex: string): Bytes => new Uint8Array(hexToBytes(hex));

async function* inPiecesOf(size: number, all: Bytes): AsyncGenerator<Bytes> {
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

const joined = (parts: readonly Uint8Array[]): string => parts.map((part) => bytesToHex(part)).join("");

describe("Tink's vectors", () => {
  for (const [number, vector] of Vectors.parse(vectorsFile).vectors.entries()) {
    const format: Format = vector;
    const associatedData = bytes(vector.associatedData);

    test(`${number}: seals to the same bytes`, async () => {
      const header = decodeHeader(bytes(vector.ciphertext), format);
      const key = await importDataKey(bytes(vector.key));
      const parts: Bytes[] = [];
      const source = inPiecesOf(7, bytes(vector.plaintext));
      for await (const { ciphertext } of sealSegments(source, { key, associatedData, header, format })) {
        parts.push(ciphertext);
      }
      expect(joined(parts)).toBe(vector.ciphertext);
    });

    test(`${number}: opens to the same bytes`, async () => {
      const parts: Bytes[] = [];
      const source = inPiecesOf(13, bytes(vector.ciphertext));
      for await (const plaintext of openSegments(source, { key: bytes(vector.key), associatedData, format })) {
        parts.push(plaintext);
      }
      expect(joined(parts)).toBe(vector.plaintext);
    });
  }
});
