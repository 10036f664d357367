import type { Address } from "viem";
import type { ChainView } from "../chain/chain-view.ts";
import { BadCondition } from "./bad-condition.ts";

/** For whom, and on which chains, conditions are evaluated. */
export interface Subject {
  readonly address: Address;
  /** Values for `:litParam:<name>`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The chain of this name at the block of this request. @throws BadCondition where this node has no such chain. */
  view(chain: string): Promise<ChainView>;
}

const PARAMETER = ":litParam:";

/** `:userAddress` and `:litParam:<name>` stand for the subject's; any other text stands for itself. */
export function substitute(subject: Subject, text: string): string {
  if (text === ":userAddress") return subject.address;
  if (!text.startsWith(":litParam")) return text;
  const value = text.startsWith(PARAMETER) ? subject.parameters[text.slice(PARAMETER.length)] : undefined;
  if (value === undefined) throw new BadCondition(`The request gives no value for "${text}".`);
  return value;
}
