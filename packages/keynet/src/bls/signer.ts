import { createRequire } from "node:module";
import { commitTo } from "./commitment.ts";
import { scalarFromHex } from "./scalar.ts";
import { hashToSignaturePoint } from "./verify-share.ts";

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
