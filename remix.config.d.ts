import type { VitePluginConfig } from "@remix-run/dev";

declare const options: VitePluginConfig;
export default options;

// Loaders' data then has the types that single fetch really gives: dates and bigints as they are.
declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}
