import { expect, it } from "vitest";
import { capsuleSchema } from "./capsule.ts";
import { openRecovery, sealRecovery } from "./recovery-capsule.ts";

const dataKey = Uint8Array.from({ length: 32 }, (_, index) => index);

it("gives the data key back for its passphrase, however accents were typed, and for no other", async () => {
  const capsule = capsuleSchema.parse(await sealRecovery(dataKey, "ein sch\u00f6ner Satz"));
  if (capsule.network !== "recovery") throw new Error("Not a recovery capsule.");
  expect(await openRecovery(capsule, "ein scho\u0308ner Satz")).toEqual({ ok: true, value: dataKey });
  expect(await openRecovery(capsule, "ein anderer Satz")).toEqual({ ok: false, reason: "wrong-passphrase" });
}, 30_000);

it("takes no short passphrase", async () => {
  await expect(sealRecovery(dataKey, "too short")).rejects.toThrow(RangeError);
});

it("refuses parameters that would eat a browser's memory", () => {
  const kdf = { name: "scrypt", N: 2 ** 30, r: 8, p: 1, salt: "AAAA" };
  const capsule = { format: "tessera-capsule/1", network: "recovery", kdf, nonce: "AAAA", ciphertext: "AAAA" };
  expect(capsuleSchema.safeParse(capsule).success).toBe(false);
});
