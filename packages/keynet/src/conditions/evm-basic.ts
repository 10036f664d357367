import { type Abi, type Address, isAddress, parseAbi } from "viem";
import type { ChainView } from "../chain/chain-view.ts";
import { BadCondition } from "./bad-condition.ts";
import { type Comparable, compare } from "./compare.ts";
import { readContract } from "./read-contract.ts";
import type { EvmBasicCondition } from "./schema.ts";
import { type Subject, substitute } from "./subject.ts";

const TOKENS: Record<string, Abi> = {
  "ERC20.balanceOf": parseAbi(["function balanceOf(address) view returns (uint256)"]),
  "ERC721.balanceOf": parseAbi(["function balanceOf(address) view returns (uint256)"]),
  "ERC721.ownerOf": parseAbi(["function ownerOf(uint256) view returns (address)"]),
  "ERC1155.balanceOf": parseAbi(["function balanceOf(address, uint256) view returns (uint256)"]),
  "ERC1155.balanceOfBatch": parseAbi(["function balanceOfBatch(address[], uint256[]) view returns (uint256[])"]),
};

function addressOf(text: string | undefined): Address {
  if (text === undefined || !isAddress(text, { strict: false })) throw new BadCondition(`"${text}" is not an address.`);
  return text.toLowerCase() as Address;
}

/** Whether a condition of Lit's "evmBasic" kind holds. An unknown method is false, not an error. */
export async function holdsEvmBasic(subject: Subject, condition: EvmBasicCondition): Promise<boolean> {
  const { comparator } = condition.returnValueTest;
  const value = substitute(subject, condition.returnValueTest.value);
  const parameters = condition.parameters.map((parameter) => substitute(subject, parameter));
  const found = await find(await subject.view(condition.chain), condition, parameters);
  return found.some((actual) => compare(actual, comparator, value));
}

/** The values of which one must pass the test. */
async function find(view: ChainView, condition: EvmBasicCondition, parameters: string[]): Promise<Comparable[]> {
  const { standardContractType: type, method } = condition;
  if (type === "timestamp") return [view.timestamp];
  if (type !== "") return findInToken(view, condition, parameters);
  if (method === "eth_getBalance") return [await view.balance(addressOf(parameters[0]))];
  if (method !== "") return [];
  const [first] = parameters;
  if (first === undefined) throw new BadCondition("A comparison needs one parameter.");
  return [first];
}

async function findInToken(view: ChainView, condition: EvmBasicCondition, parameters: string[]): Promise<Comparable[]> {
  const abi = TOKENS[`${condition.standardContractType}.${condition.method}`];
  if (abi === undefined) return [];
  const batch = condition.method === "balanceOfBatch";
  const values = batch ? parameters.map((list) => list.split(",").map((item) => item.trim())) : parameters;
  const result = await readContract(view, {
    address: addressOf(condition.contractAddress),
    abi,
    functionName: condition.method,
    args: values,
  });
  return batch ? (result as bigint[]) : [result as Comparable];
}
