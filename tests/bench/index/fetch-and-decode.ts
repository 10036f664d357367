import type { Address } from "viem";
import type { Anvil } from "../../support/anvil.ts";

interface RawLog {
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly logIndex: string;
}

/** The writer's strides: blocks at once where none can be undone any more, and among the newest that can. */
const FAR = 2000;
const NEAR = 64;
const UNDOABLE = 128;

/** One log's place and fields: single words cut from the text, and those that don't fit into a number as integers. */
function decode({ topics, data, blockNumber, logIndex }: RawLog) {
  const [event, ...indexed] = topics;
  const words: bigint[] = [];
  for (let at = 2; at < data.length; at += 64) words.push(BigInt(`0x${data.slice(at, at + 64)}`));
  const place = { block: Number.parseInt(blockNumber, 16), index: Number.parseInt(logIndex, 16) };
  return { event, place, indexed: indexed.map((topic) => topic.slice(26)), words };
}

/** Fetches and decodes the contracts' logs of blocks 1 to `head` in the writer's strides. @returns how many there were */
export async function fetchAndDecode(anvil: Anvil, address: readonly Address[], head: number): Promise<number> {
  let count = 0;
  for (let from = 1; from <= head; ) {
    const near = from + UNDOABLE > head;
    const to = Math.min(from + (near ? NEAR : FAR) - 1, near ? head : head - UNDOABLE);
    const range = { fromBlock: `0x${from.toString(16)}`, toBlock: `0x${to.toString(16)}` };
    const logs = (await anvil.send("eth_getLogs", { address, ...range })) as RawLog[];
    const decoded = logs.map(decode);
    count += decoded.filter(({ event, words }) => event !== undefined && words.length > 0).length;
    from = to + 1;
  }
  return count;
}

/** Fetches the headers of blocks 1 to `head`, which the writer also needs, in batches as large as its own. */
export async function fetchHeaders(anvil: Anvil, head: number): Promise<void> {
  for (let from = 1; from <= head; from += 200) {
    const calls = Array.from({ length: Math.min(200, head - from + 1) }, (_, i) => ({
      ...{ jsonrpc: "2.0", id: i, method: "eth_getBlockByNumber" },
      params: [`0x${(from + i).toString(16)}`, false],
    }));
    const headers = { "Content-Type": "application/json" };
    await (await fetch(anvil.rpcUrl, { method: "POST", headers, body: JSON.stringify(calls) })).json();
  }
}
