import { type Abi, isAddress } from "viem";
import { BadCondition } from "./bad-condition.ts";
import { type Comparable, compare } from "./compare.ts";
import { readContract } from "./read-contract.ts";
import type { EvmContractCondition } from "./schema.ts";
import { type Subject, substitute } from "./subject.ts";

const READABLE_OUTPUT = /^(uint\d*|bool|string|address)$/;

/** A parameter's text as the value that its ABI type wants. */
function parseParameter(text: string, type: string): unknown {
  if (/^u?int\d*$/.test(type)) {
    if (!/^-?\d{1,78}$/.test(text)) throw new BadCondition(`"${text}" is not a decimal integer.`);
    return BigInt(text);
  }
  if (type === "bool") {
    if (text !== "true" && text !== "false") throw new BadCondition(`"${text}" is not exactly "true" or "false".`);
    return text === "true";
  }
  if (type === "address" && isAddress(text, { strict: false })) return text.toLowerCase();
  if (type === "string" || (/^bytes\d*$/.test(type) && /^0x([0-9a-fA-F]{2})*$/.test(text))) return text;
  throw new BadCondition(`"${text}" is not of the type ${type}, or this type can't be given.`);
}

/** The position of the output that the test names: the name's, or the first where the name is empty. */
function outputPosition({ functionAbi, returnValueTest }: EvmContractCondition): number {
  const { key } = returnValueTest;
  const position = key === "" ? 0 : functionAbi.outputs.findIndex((output) => output.name === key);
  const output = functionAbi.outputs[position];
  if (output === undefined) throw new BadCondition(`The function has no output named "${key}".`);
  if (!READABLE_OUTPUT.test(output.type))
    throw new BadCondition(`An output of the type ${output.type} can't be tested.`);
  return position;
}

/** Whether a condition of Lit's "evmContract" kind holds: one read of a contract's function, tested. */
export async function holdsEvmContract(subject: Subject, condition: EvmContractCondition): Promise<boolean> {
  const { functionAbi, functionName, functionParams, contractAddress, returnValueTest } = condition;
  if (functionAbi.name !== functionName) throw new BadCondition("The function's name and its ABI's name differ.");
  if (functionParams.length !== functionAbi.inputs.length) {
    throw new BadCondition(
      `${functionName} takes ${functionAbi.inputs.length} parameters, not ${functionParams.length}.`,
    );
  }
  if (!isAddress(contractAddress, { strict: false })) throw new BadCondition(`"${contractAddress}" is not an address.`);
  const position = outputPosition(condition);
  const args = functionAbi.inputs.map(({ type }, index) =>
    parseParameter(substitute(subject, functionParams[index] ?? ""), type),
  );
  const result = await readContract(await subject.view(condition.chain), {
    address: contractAddress.toLowerCase() as `0x${string}`,
    abi: [{ type: "function", ...functionAbi, stateMutability: "view" }] as Abi,
    functionName,
    args,
  });
  const actual = functionAbi.outputs.length === 1 ? result : (result as unknown[])[position];
  return compare(toComparable(actual), returnValueTest.comparator, substitute(subject, returnValueTest.value));
}

/** viem gives integers of up to 48 bits as numbers. */
const toComparable = (value: unknown): Comparable =>
  typeof value === "number" ? BigInt(value) : (value as Comparable);
