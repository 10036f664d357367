import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { encodeManifest, type Manifest, manifestCid, manifestSchema, parseManifest, termsHash } from "./manifest.ts";

const manifest: Manifest = manifestSchema.parse({
  format: "tessera-manifest/1",
  assetId: `0x${"ab".repeat(31)}00`,
  version: 1,
  chainId: 31_337,
  contract: `0x${"11".repeat(20)}`,
  creator: `0x${"22".repeat(20)}`,
  title: "Läuse",
  description: "# A table\n",
  kind: "dataset",
  tags: ["weather", "ünïcode 2"],
  licence: { spdx: "CC-BY-4.0" },
  files: [{ name: "rain.csv", mediaType: "text/csv", bytes: 10 }],
  ciphertext: { cid: `bafkrei${"a".repeat(52)}`, bytes: 66 },
  plaintext: { root: `0x${"33".repeat(32)}`, bytes: 10 },
  envelope: "AES256_GCM_HKDF_1MB",
  facts: { kind: "opaque", mediaType: "text/csv", bytes: 10 },
  capsules: [
    {
      format: "tessera-capsule/1",
      network: "recovery",
      kdf: { name: "scrypt", N: 131_072, r: 8, p: 1, salt: "AAAA" },
      nonce: "AAAA",
      ciphertext: "AAAA",
    },
  ],
  createdAt: "2026-11-21T03:00:00.000Z",
});

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

test("what is encoded is read back, and its digest and CID are those of its bytes", () => {
  const { bytes, digest, cid } = encodeManifest(manifest);
  expect(parseManifest(bytes)).toEqual({ ok: true, value: manifest });
  expect(digest).toBe(`0x${createHash("sha256").update(bytes).digest("hex")}`);
  expect(cid).toBe(manifestCid(digest));
  expect(cid).toMatch(/^bafkrei/);
});

test("the encoding does not depend on the order of keys", () => {
  const turned = Object.fromEntries(Object.entries(manifest).reverse()) as Manifest;
  expect(encodeManifest(turned).digest).toBe(encodeManifest(manifest).digest);
});

test("canonical JSON is JSON, sorted, whatever it holds", () => {
  expect(canonicalJson({ b: [1, null, "é\n"], a: { d: true, c: undefined }, A: 1e21 })).toBe(
    '{"A":1e+21,"a":{"d":true},"b":[1,null,"é\\n"]}',
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  expect(() => canonicalJson(1n)).toThrow(TypeError);
});

test("other forms, other shapes, too much: refused with the reason", () => {
  const { bytes } = encodeManifest(manifest);
  const text = new TextDecoder().decode(bytes);
  const reason = (encoded: Uint8Array) => {
    const outcome = parseManifest(encoded);
    return outcome.ok ? null : outcome.reason;
  };
  expect(reason(bytesOf(manifest))).toBe("not-canonical");
  expect(reason(new TextEncoder().encode(text.replace('"version":1', '"version":1,"version":1')))).toBe(
    "not-canonical",
  );
  expect(reason(new TextEncoder().encode(`\ufeff${text}`))).toBe("not-json");
  expect(reason(bytes.slice(0, -1))).toBe("not-json");
  expect(reason(new Uint8Array([0xff]))).toBe("not-json");
  expect(reason(new Uint8Array(1_048_577))).toBe("too-large");
  expect(reason(bytesOf({ ...manifest, more: 1 }))).toBe("not-a-manifest");
  for (const name of ["../x", "a/b", "a\\b", "..", "a\u0000b", "a\u202eb", ""]) {
    expect(reason(bytesOf({ ...manifest, files: [{ name, mediaType: "", bytes: 1 }] })), name).toBe("not-a-manifest");
  }
  expect(() => encodeManifest({ ...manifest, title: "" })).toThrow();
  const listed = { name: "x".repeat(255), mediaType: "y".repeat(100), bytes: 1 };
  const large = { ...manifest, description: "é".repeat(65_536), licence: { text: "…".repeat(200_000) } };
  expect(() => encodeManifest({ ...large, files: Array.from({ length: 1000 }, () => listed) })).toThrow(RangeError);
});

test("the terms' hash is of `spdx:` and the id, or of the text", () => {
  const sha = (text: string) => `0x${createHash("sha256").update(text).digest("hex")}`;
  expect(termsHash({ spdx: "CC-BY-4.0" })).toBe(sha("spdx:CC-BY-4.0"));
  expect(termsHash({ text: "Be kind." })).toBe(sha("Be kind."));
});
