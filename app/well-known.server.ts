import { stakingAbi } from "@tessera/keynet/staking-abi";
import { casesAbi } from "../contracts/abi/cases.ts";
import { lensAbi } from "../contracts/abi/lens.ts";
import { tesseraAbi } from "../contracts/abi/tessera.ts";
import type { Context } from "./context.server.ts";

/** `/.well-known/tessera.json`: all that a client needs to work without this web app. Documented in docs/api.md. */
export function describeInstallation({ config, deployment, keys }: Pick<Context, "config" | "deployment" | "keys">) {
  const { tessera, cases, lens } = deployment.contracts;
  return {
    format: "tessera-installation/1",
    url: config.publicUrl,
    api: `${config.publicUrl}/api/v1`,
    chain: { id: config.chain.id, rpcUrl: config.chain.publicRpcUrl, startBlock: Number(deployment.startBlock) },
    contracts: {
      tessera: { address: tessera, abi: tesseraAbi },
      cases: { address: cases, abi: casesAbi },
      lens: { address: lens, abi: lensAbi },
    },
    keys: {
      network: "lit",
      litChain: keys.litChain,
      publicKey: keys.publicKey,
      threshold: keys.threshold,
      nodes: keys.nodes,
      sharePublicKeys: keys.sharePublicKeys,
      staking: { address: keys.staking, abi: stakingAbi },
    },
    gateway: config.storeUrl,
    formats: {
      manifest: "tessera-manifest/1",
      capsule: "tessera-capsule/1",
      envelope: "tessera-envelope/1",
      cipher: "AES256_GCM_HKDF_1MB",
      cidProfile: "unixfs-v1-2025",
    },
  };
}
