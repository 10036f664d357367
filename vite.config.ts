import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import options from "./remix.config.js";

export default defineConfig({
  plugins: [remix(options)],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  define: { global: "globalThis" },
  // The workspace's packages are TypeScript sources: the server build must contain them.
  ssr: { noExternal: [/^@tessera\//] },
  worker: { format: "es" },
  build: { target: "es2022", assetsInlineLimit: 0 },
});
