import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issueUploadToken, type UploadGrant, verifyUploadToken } from "./upload-token.server.ts";

const secret = "a secret of more than thirty-two characters";
const granted: UploadGrant = {
  account: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  maxBytes: 50_000_000_000,
  expires: 2_000,
  purpose: "upload",
};

describe("upload token", () => {
  it("carries the grant", () => {
    expect(verifyUploadToken(secret, issueUploadToken(secret, granted), 1_999)).toEqual({ ok: true, value: granted });
  });

  it("ends", () => {
    expect(verifyUploadToken(secret, issueUploadToken(secret, granted), 2_000)).toMatchObject({ reason: "expired" });
  });

  it("refuses another secret's token and one whose grant was widened", () => {
    const token = issueUploadToken(secret, granted);
    const other = issueUploadToken(`${secret}!`, granted);
    expect(verifyUploadToken(secret, other, 0)).toMatchObject({ reason: "forged" });
    const wider = Buffer.from(JSON.stringify({ ...granted, purpose: "operate" })).toString("base64url");
    expect(verifyUploadToken(secret, `${wider}.${token.split(".")[1]}`, 0)).toMatchObject({ reason: "forged" });
  });

  it("refuses any token with a changed character, and any text, without throwing", () => {
    const token = issueUploadToken(secret, granted);
    fc.assert(
      fc.property(fc.nat(token.length - 2), fc.constantFrom(..."abcXYZ019-_"), (at, letter) => {
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        return changed === token || !verifyUploadToken(secret, changed, 0).ok;
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => !verifyUploadToken(secret, text, 0).ok));
  });
});
