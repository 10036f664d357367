import { type Abi, type Address, decodeFunctionResult, encodeFunctionData, type Hex } from "viem";
import { CallReverted, type ChainView } from "../chain/chain-view.ts";
import { BadCondition } from "./bad-condition.ts";

interface ContractCall {
  readonly address: Address;
  readonly abi: Abi;
  readonly functionName: string;
  readonly args: readonly unknown[];
}

/**
 * @returns the function's only value, or all of them in order.
 * @throws BadCondition where the arguments do not fit, the call reverts, or the answer is not what the ABI says.
 */
export async function readContract(view: ChainView, call: ContractCall): Promise<unknown> {
  let data: Hex;
  try {
    data = encodeFunctionData(call);
  } catch (cause) {
    throw new BadCondition(`The arguments of ${call.functionName} do not fit its inputs.`, { cause });
  }
  try {
    const result = await view.call(call.address, data);
    return decodeFunctionResult({ abi: call.abi, functionName: call.functionName, data: result });
  } catch (cause) {
    if (!(cause instanceof CallReverted) && !isDecodingError(cause)) throw cause;
    throw new BadCondition(`${call.functionName} at ${call.address} reverted or gave no answer of its type.`, {
      cause,
    });
  }
}

const isDecodingError = (error: unknown): boolean => error instanceof Error && error.name.startsWith("Abi");
