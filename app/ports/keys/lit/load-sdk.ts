import { provideBuffer } from "./browser-buffer.ts";

/** The unmodified SDK is about 0.9 MB compressed: it is loaded when something is wrapped or opened, never with a page. */

/** A CommonJS module as Node and as bundlers give it. */
function unwrapDefault<T extends object>(module: T): T {
  return "default" in module && typeof module.default === "object" && module.default !== null
    ? { ...(module.default as T), ...module }
    : module;
}

export async function loadClient() {
  provideBuffer();
  return unwrapDefault(await import("@lit-protocol/lit-node-client"));
}

export async function loadCrypto() {
  provideBuffer();
  return unwrapDefault(await import("@lit-protocol/crypto"));
}

export const loadConditions = async () => unwrapDefault(await import("@lit-protocol/access-control-conditions"));

/** Fetches the SDK ahead of its use: when a person is about to open something. */
export async function preloadSdk(): Promise<void> {
  await Promise.all([loadClient(), loadConditions()]);
}
