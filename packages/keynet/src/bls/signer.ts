import { createRequire } from "node:module";
import { bls12_381 } from "@noble/curves/bls12-381";
import { commitTo } from "./commitment.ts";
import { scalarFromHex } from "./scalar.ts";

/** The domain of Lit 7.x: public keys in G1 (48 bytes), signatures in G2 (96 bytes), proof of possession. */
export const SIGNATURE_DOMAIN = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

export interface ShareSigner {
  /** The share's public key: 48 bytes as hex. */
  readonly publicKey: string;
  /** A signature over the message, 96 bytes compressed. */
  sign(message: Uint8Array): Uint8Array;
}

type Blst = typeof import("@chainsafe/blst");

/** The native library signs some forty times faster than JavaScript; where its binary is missing, JavaScript does. */
function loadBlst(): Blst | null {
  try {
    return createRequire(import.meta.url)("@chainsafe/blst") as Blst;
  } catch {
    return null;
  }
}

const blst = loadBlst();

/** @param scalar the share, 32 bytes as hex */
export const createShareSigner = (scalar: string): ShareSigner =>
  blst === null ? createPortableSigner(scalar) : createNativeSigner(blst, scalar);

function createNativeSigner(library: Blst, scalar: string): ShareSigner {
  const key = library.SecretKey.fromHex(scalar);
  return { publicKey: key.toPublicKey().toHex().replace("0x", ""), sign: (message) => key.sign(message).toBytes() };
}

/** The same in plain JavaScript, for hosts without a native binary. */
export function createPortableSigner(scalar: string): ShareSigner {
  const secret = scalarFromHex(scalar);
  return {
    publicKey: commitTo(secret),
    sign: (message) => hashToSignaturePoint(message).multiply(secret).toRawBytes(true),
  };
}

const hashToSignaturePoint = (message: Uint8Array) =>
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
