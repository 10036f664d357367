import { type AbiEvent, type AbiParameter, decodeEventLog, type Hex, toEventSelector } from "viem";
import type { ChainLog } from "~/ports/chain/chain.ts";
import { casesAbi } from "../../../contracts/abi/cases.ts";
import { tesseraAbi } from "../../../contracts/abi/tessera.ts";

export interface DecodedEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** viem's decoder costs 80 microseconds a log; events whose every field is one word, which are the frequent ones, are cut by hand. */
type Decoder = (log: ChainLog) => DecodedEvent;

const decoders = new Map<Hex, Decoder>();
for (const item of [...tesseraAbi, ...casesAbi]) {
  if (item.type === "event") decoders.set(toEventSelector(item), decoderOf(item));
}

/** @returns null for an event that these contracts do not declare. Addresses come in any case from fields that are not single words. */
export function decodeEvent(log: ChainLog): DecodedEvent | null {
  return decoders.get(log.topics[0] ?? "0x")?.(log) ?? null;
}

function decoderOf(event: AbiEvent): Decoder {
  const readers = event.inputs.map(wordReader);
  if (readers.every((reader) => reader !== null)) return wordDecoder(event, readers);
  return (log) => {
    const topics = [...log.topics] as [Hex, ...Hex[]];
    const { args } = decodeEventLog({ abi: [event], topics, data: log.data });
    return { name: event.name, args: args as unknown as Record<string, unknown> };
  };
}

function wordDecoder(event: AbiEvent, readers: readonly ((word: string) => unknown)[]): Decoder {
  return (log) => {
    const args: Record<string, unknown> = {};
    let topic = 1;
    let offset = 2;
    for (const [i, input] of event.inputs.entries()) {
      const word = input.indexed ? (log.topics[topic++] ?? "").slice(2) : log.data.slice(offset, offset + 64);
      if (!input.indexed) offset += 64;
      if (word.length !== 64) throw new EventError(event.name, log);
      args[input.name ?? i] = readers[i]?.(word);
    }
    return { name: event.name, args };
  };
}

function wordReader({ type }: AbiParameter): ((word: string) => unknown) | null {
  if (type === "address") return (word) => `0x${word.slice(24)}`;
  if (type === "bool") return (word) => word.endsWith("1");
  if (type === "bytes32") return (word) => `0x${word}`;
  const bits = /^uint(\d+)$/.exec(type)?.[1];
  if (bits === undefined) return null;
  return Number(bits) <= 48 ? (word) => Number.parseInt(word, 16) : (word) => BigInt(`0x${word}`);
}

/** A contract's log that is not what its ABI says: the deployment and this program are of different versions. */
export class EventError extends Error {
  override name = "EventError";
  constructor(event: string, log: ChainLog) {
    super(`Log ${log.logIndex} of ${log.transactionHash} is not the ${event} that this program knows.`);
  }
}
