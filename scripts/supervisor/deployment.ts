import { readFileSync } from "node:fs";
import { z } from "zod";
import { rpc } from "./chain/json-rpc.ts";

const Deployment = z.object({ contracts: z.record(z.string(), z.string().nullish()) });

/**
 * A text that is the same as long as the contracts that `file` names are on this very chain; null when they are not all there, as
 * after the chain's folder was removed.
 */
export async function deploymentMark(rpcUrl: string, file: string): Promise<string | null> {
  let contracts: Record<string, string | null | undefined>;
  try {
    contracts = Deployment.parse(JSON.parse(readFileSync(file, "utf8"))).contracts;
  } catch {
    return null;
  }
  const addresses = Object.values(contracts).filter((address) => typeof address === "string");
  const codes = await Promise.all(addresses.map((address) => rpc(rpcUrl, "eth_getCode", [address, "latest"])));
  if (addresses.length === 0 || codes.includes("0x")) return null;
  const genesis = z.object({ hash: z.string() }).parse(await rpc(rpcUrl, "eth_getBlockByNumber", ["0x0", false]));
  return [genesis.hash, ...addresses].join();
}
