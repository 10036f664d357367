import { type Hex, isHex, toHex } from "viem";
import { z } from "zod";
import { CallReverted, ChainUnavailable, type ChainView } from "./chain-view.ts";
import { createJsonRpc, type JsonRpc } from "./json-rpc.ts";

/** How settled a block must be before a node trusts it. */
export type Finality = "latest" | "safe" | "finalized";

export interface ChainReader {
  /** The chain at its newest block of the configured finality, read afresh. @throws ChainUnavailable */
  view(): Promise<ChainView>;
}

const hex = z.custom<Hex>((value) => isHex(value));
const blockSchema = z.object({ number: hex, timestamp: hex });

/** @param urls one RPC endpoint, or several that must agree on every answer */
export function createChainReader(urls: readonly string[], finality: Finality): ChainReader {
  const endpoints = urls.map(createJsonRpc);
  return {
    async view() {
      const block = await oldestBlock(endpoints, finality);
      const number = toHex(block.number);
      return {
        block: block.number,
        timestamp: block.timestamp,
        call: async (to, data) => hex.parse(await agree(endpoints, "eth_call", [{ to, data }, number])),
        balance: async (address) => BigInt(hex.parse(await agree(endpoints, "eth_getBalance", [address, number]))),
      };
    },
  };
}

/** An endpoint further behind than this is stale: comparing at its block would let yesterday's licences open today. */
const MAX_LAG = 16n;

/** Endpoints are never exactly level, so they are compared at the newest block that all of them have. */
async function oldestBlock(endpoints: readonly JsonRpc[], finality: Finality) {
  const blocks = await Promise.all(
    endpoints.map(async (request) => {
      const block = blockSchema.safeParse(await request("eth_getBlockByNumber", [finality, false]));
      if (!block.success) throw new ChainUnavailable(`The chain has no "${finality}" block.`);
      return { number: BigInt(block.data.number), timestamp: BigInt(block.data.timestamp) };
    }),
  );
  const oldest = blocks.reduce((least, block) => (block.number < least.number ? block : least));
  if (blocks.some(({ number }) => number - oldest.number > MAX_LAG)) {
    throw new ChainUnavailable("One of the RPC endpoints is far behind the others.");
  }
  return oldest;
}

async function agree(endpoints: readonly JsonRpc[], method: string, params: readonly unknown[]): Promise<unknown> {
  const results = await Promise.all(
    endpoints.map((request) =>
      request(method, params).catch((error: Error) => {
        if (error instanceof CallReverted) return error;
        throw error;
      }),
    ),
  );
  const [first, ...others] = results;
  const same = others.every((other) =>
    first instanceof CallReverted ? other instanceof CallReverted : !(other instanceof CallReverted) && other === first,
  );
  if (!same) throw new ChainUnavailable(`The RPC endpoints disagree about ${method}.`);
  if (first instanceof CallReverted) throw first;
  return first;
}
