// Loads a part's heavy packages before tsx is there. Once it is, every module passes through its loader's thread, which costs more
// than half a second for viem's hundreds of files; what is loaded already does not. Leaving a package out costs time and nothing else.
const CHAIN = ["viem", "viem/accounts", "zod"];
const DATABASE = ["pg", "@prisma/adapter-pg", "@prisma/client/runtime/client", "pino"];

/** @type {Record<string, string[]>} */
const PACKAGES = {
  keys: [...CHAIN, "siwe", "@noble/curves/bls12-381", "@noble/curves/ed25519"],
  store: ["zod", "pino", "@tus/server", "@tus/file-store", "@noble/hashes/sha2"],
  worker: [...CHAIN, ...DATABASE],
  web: [
    ...CHAIN,
    ...DATABASE,
    "siwe",
    "express",
    "compression",
    "@remix-run/express",
    "@remix-run/react",
    "react-dom/server",
  ],
};

const part = (process.env.TESSERA_PART ?? "").replace(/-\d+$/, "");
await Promise.all((PACKAGES[part] ?? []).map((name) => import(name).catch(() => {})));
