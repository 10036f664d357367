import { z } from "zod";
import type { KeyNetworkStatus } from "../key-network.ts";
import type { KeysSite } from "./keys-site.ts";

const TIMEOUT_MS = 2_000;

const statusSchema = z.object({ active: z.object({ network: z.object({ publicKey: z.string() }) }) });

export async function readStatus(site: KeysSite): Promise<KeyNetworkStatus> {
  const answers = await Promise.all(site.nodes.map((node) => isAlive(node, site.publicKey)));
  const dead = site.nodes.filter((_, position) => !answers[position]);
  return {
    adapter: "lit",
    nodes: site.nodes.length,
    alive: site.nodes.length - dead.length,
    threshold: site.threshold,
    dead,
  };
}

async function isAlive(node: string, publicKey: string): Promise<boolean> {
  try {
    const response = await fetch(`${node}/status`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return statusSchema.parse(await response.json()).active.network.publicKey === publicKey;
  } catch {
    return false;
  }
}
