import { bytesToHex, hexToBytes } from "@noble/hashes/utils";
import { expect, test } from "vitest";
import { z } from "zod";
import gcmFile from "../../../tests/vectors/wycheproof/aes_gcm_test.json" with { type: "json" };
import hkdfFile from "../../../tests/vectors/wycheproof/hkdf_sha256_test.json" with { type: "json" };
import type { Bytes } from "./format.ts";

// The envelope has no primitives of its own: these are WebCrypto's, in the runtime that the envelope runs in.
const Hex = z.string().transform((hex): Bytes => new Uint8Array(hexToBytes(hex)));
const Gcm = z.object({
  testGroups: z.array(
    z.object({
      ivSize: z.number(),
      keySize: z.number(),
      tagSize: z.number(),
      tests: z.array(
        z.object({
          tcId: z.number(),
          key: Hex,
          iv: Hex,
          aad: Hex,
          msg: Hex,
          ct: z.string(),
          tag: z.string(),
          result: z.enum(["valid", "invalid", "acceptable"]),
        }),
      ),
    }),
  ),
});
const Hkdf = z.object({
  testGroups: z.array(
    z.object({
      tests: z.array(
        z.object({
          tcId: z.number(),
          ikm: Hex,
          salt: Hex,
          info: Hex,
          size: z.number(),
          okm: z.string(),
          result: z.enum(["valid", "invalid", "acceptable"]),
        }),
      ),
    }),
  ),
});

/** The envelope uses 96-bit IVs and 128-bit tags, and Node no 192-bit keys through WebCrypto in browsers. */
const gcmTests = Gcm.parse(gcmFile)
  .testGroups.filter(({ ivSize, tagSize, keySize }) => ivSize === 96 && tagSize === 128 && keySize !== 192)
  .flatMap(({ tests }) => tests);

test("AES-GCM: every vector of the envelope's sizes", async () => {
  expect(gcmTests.length).toBeGreaterThan(80);
  for (const { tcId, key, iv, aad, msg, ct, tag, result } of gcmTests) {
    const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
    const cipher = { name: "AES-GCM", iv, additionalData: aad };
    const sealed = new Uint8Array(hexToBytes(ct + tag));
    if (result === "valid") {
      expect(bytesToHex(new Uint8Array(await crypto.subtle.encrypt(cipher, aes, msg))), `${tcId}`).toBe(ct + tag);
      const opened = new Uint8Array(await crypto.subtle.decrypt(cipher, aes, sealed));
      expect(bytesToHex(opened), `${tcId}`).toBe(bytesToHex(msg));
    } else {
      await expect(crypto.subtle.decrypt(cipher, aes, sealed), `${tcId}`).rejects.toThrow();
    }
  }
});

test("HKDF-SHA-256: every vector", async () => {
  for (const { tcId, ikm, salt, info, size, okm, result } of Hkdf.parse(hkdfFile).testGroups.flatMap((g) => g.tests)) {
    const key = await crypto.subtle.importKey("raw", ikm, "HKDF", false, ["deriveBits"]);
    const derived = crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, size * 8);
    if (result === "valid") expect(bytesToHex(new Uint8Array(await derived)), `${tcId}`).toBe(okm);
    else await expect(derived, `${tcId}`).rejects.toThrow();
  }
});
