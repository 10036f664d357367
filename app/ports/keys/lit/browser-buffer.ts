import { bytesToHex, hexToBytes } from "viem";
import { fromBase64, toBase64 } from "../base64.ts";

type Encoding = "hex" | "base64";

function from(value: string | Uint8Array, encoding?: Encoding): Uint8Array {
  const bytes = typeof value === "string" ? parse(value, encoding) : Uint8Array.from(value);
  const write = (wanted?: Encoding): string => (wanted === "base64" ? toBase64(bytes) : bytesToHex(bytes).slice(2));
  return Object.defineProperty(bytes, "toString", { value: write });
}

function parse(text: string, encoding: Encoding | undefined): Uint8Array {
  if (encoding === "base64") return fromBase64(text);
  if (encoding === "hex") return hexToBytes(`0x${text.replace(/^0x/, "")}`);
  return new TextEncoder().encode(text);
}

/** Lit's SDK takes Node's Buffer for granted. Browsers get the little of it that wrapping and opening use. */
export function provideBuffer(): void {
  const scope: { Buffer?: unknown } = globalThis;
  scope.Buffer ??= { from, isBuffer: () => false };
}
