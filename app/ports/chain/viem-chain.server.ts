import { createPublicClient, type Hex, http } from "viem";
import { type Block, type Chain, ChainError } from "./chain.ts";
import { followHeads } from "./follow-heads.ts";
import { parseBlock, parseLogs, parseReceipt } from "./parse-rpc.ts";
import { verifyMessage } from "./verify-message.server.ts";

const word = (n: bigint): Hex => `0x${n.toString(16)}`;

export interface ViemChainOptions {
  readonly id: number;
  readonly rpcUrl: string;
  /** Milliseconds between looks at the head. */
  readonly pollInterval?: number;
  readonly timeout?: number;
}

/** An EVM chain behind one JSON-RPC URL. Requests made in one tick travel as one batch. */
export function createViemChain({ id, rpcUrl, pollInterval = 2000, timeout = 10_000 }: ViemChainOptions): Chain {
  const client = createPublicClient({
    chain: {
      id,
      name: `chain ${id}`,
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: { default: { http: [rpcUrl] } },
    },
    transport: http(rpcUrl, { batch: { batchSize: 200, wait: 0 }, timeout, retryCount: 2 }),
    cacheTime: 0,
  });

  async function ask(method: string, params: readonly unknown[]): Promise<unknown> {
    try {
      return await (client.request as (call: { method: string; params: readonly unknown[] }) => Promise<unknown>)({
        method,
        params,
      });
    } catch (cause) {
      throw new ChainError(`The chain's node did not answer ${method}. Check that it runs and that its URL is right.`, {
        cause,
      });
    }
  }

  const block = async (number: bigint) => parseBlock(await ask("eth_getBlockByNumber", [word(number), false]));

  async function head(): Promise<Block> {
    const newest = parseBlock(await ask("eth_getBlockByNumber", ["latest", false]));
    if (!newest) throw new ChainError("The chain's node has no block at all.");
    return newest;
  }

  return {
    id,
    rpcUrl,
    head,
    block,
    async blocks(from, to) {
      const numbers = Array.from({ length: Math.max(0, Number(to - from) + 1) }, (_, i) => from + BigInt(i));
      const found = await Promise.all(numbers.map(block));
      const end = found.indexOf(null);
      return found.slice(0, end < 0 ? undefined : end).filter((it) => it !== null);
    },
    logs: async (addresses, from, to) =>
      parseLogs(await ask("eth_getLogs", [{ address: addresses, fromBlock: word(from), toBlock: word(to) }])),
    logsOf: async (addresses, hash) => parseLogs(await ask("eth_getLogs", [{ address: addresses, blockHash: hash }])),
    receipt: async (transaction) => parseReceipt(await ask("eth_getTransactionReceipt", [transaction])),
    read: client.readContract,
    simulate: client.simulateContract,
    verifyMessage: (input) => verifyMessage(client, input),
    watchHeads: (onHead, onError) => followHeads({ head, pollInterval }, onHead, onError),
  };
}
