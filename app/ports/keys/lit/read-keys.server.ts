import { readFileSync } from "node:fs";
import { networkSchema } from "@tessera/keynet/network";
import type { Address } from "viem";
import { litChainOf } from "../lit-chain.ts";
import type { KeysSite } from "./keys-site.ts";

/** KEYS_FILE is missing or names no key network. */
export class KeysFileError extends Error {
  override name = "KeysFileError";
}

/** What clients must know of the key network in `file`. @throws KeysFileError */
export function readKeys(file: string, chain: { id: number; publicRpcUrl: string }, staking: Address): KeysSite {
  try {
    const { format: _format, epoch: _epoch, ...network } = networkSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return { ...network, litChain: litChainOf(chain.id), staking, rpcUrl: chain.publicRpcUrl };
  } catch (cause) {
    throw new KeysFileError(`${file} names no key network. Start the key nodes first, or set KEYS_FILE.`, { cause });
  }
}
