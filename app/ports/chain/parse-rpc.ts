import type { Address, Hex } from "viem";
import { z } from "zod";
import { type Block, ChainError, type ChainLog, type Receipt } from "./chain.ts";

const hex = z
  .string()
  .regex(/^0x[0-9a-f]*$/i)
  .transform((text) => text.toLowerCase() as Hex);
const quantity = z
  .string()
  .regex(/^0x[0-9a-f]+$/i)
  .transform((text) => BigInt(text));

const RpcBlock = z.object({ number: quantity, hash: hex, parentHash: hex, timestamp: quantity });
const RpcLog = z.object({
  address: hex,
  topics: z.array(hex),
  data: hex,
  blockNumber: quantity,
  blockHash: hex,
  transactionHash: hex,
  logIndex: quantity,
  removed: z.boolean().optional(),
});
const RpcReceipt = z.object({
  transactionHash: hex,
  blockNumber: quantity,
  blockHash: hex,
  status: quantity,
  logs: z.array(RpcLog),
});

function parse<T>(schema: z.ZodType<T>, answer: unknown, what: string): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new ChainError(`The chain's node sent something that is no ${what}: ${z.prettifyError(result.error)}`);
}

const toLog = (log: z.infer<typeof RpcLog>): ChainLog => ({
  address: log.address as Address,
  topics: log.topics,
  data: log.data,
  blockNumber: log.blockNumber,
  blockHash: log.blockHash,
  transactionHash: log.transactionHash,
  logIndex: Number(log.logIndex),
});

export function parseBlock(answer: unknown): Block | null {
  return answer === null ? null : parse(RpcBlock, answer, "block");
}

export function parseLogs(answer: unknown): ChainLog[] {
  const logs = parse(z.array(RpcLog), answer, "list of logs");
  return logs.filter((log) => !log.removed).map(toLog);
}

export function parseReceipt(answer: unknown): Receipt | null {
  if (answer === null) return null;
  const it = parse(RpcReceipt, answer, "receipt");
  return {
    transaction: it.transactionHash,
    number: it.blockNumber,
    hash: it.blockHash,
    succeeded: it.status === 1n,
    logs: it.logs.map(toLog),
  };
}
