import { bls12_381 } from "@noble/curves/bls12-381";

/** The domain of Lit 7.x: public keys in G1 (48 bytes), signatures in G2 (96 bytes), proof of possession. */
const SIGNATURE_DOMAIN = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

export const hashToSignaturePoint = (message: Uint8Array) =>
  bls12_381.G2.ProjectivePoint.fromAffine(bls12_381.G2.hashToCurve(message, { DST: SIGNATURE_DOMAIN }).toAffine());

/** Whether `signature` (96 bytes) over `message` was made by the share whose public key this is. Runs in browsers too. */
export function verifyShareSignature(publicKey: string, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const { G1, G2, fields, pairing } = bls12_381;
    const point = G2.ProjectivePoint.fromHex(signature);
    point.assertValidity();
    const key = G1.ProjectivePoint.fromHex(publicKey);
    return fields.Fp12.eql(pairing(key, hashToSignaturePoint(message)), pairing(G1.ProjectivePoint.BASE, point));
  } catch {
    return false;
  }
}
