import { rawCid } from "@tessera/envelope";
import { MANIFEST_BYTES, type Manifest, parseManifest } from "~/features/assets/manifest.ts";
import type { Cid } from "~/ids.ts";
import { done, type Outcome, refused } from "~/outcome.ts";

/** The public record of a version, from any gateway: its bytes are checked against its name. */
export async function fetchManifest(
  storeUrl: string,
  cid: Cid,
  signal: AbortSignal,
): Promise<Outcome<Manifest, "store-unreachable" | "wrong-bytes">> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const response = await fetch(`${storeUrl}/ipfs/${cid}?format=raw`, { signal });
    if (!response.ok) return refused("store-unreachable", `The store answered ${response.status}.`);
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch {
    signal.throwIfAborted();
    return refused("store-unreachable");
  }
  if (bytes.length > MANIFEST_BYTES || rawCid(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))) !== cid)
    return refused("wrong-bytes");
  const manifest = parseManifest(bytes);
  return manifest.ok ? done(manifest.value) : refused("wrong-bytes", manifest.reason);
}
