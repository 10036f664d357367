import type { Address } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountAt, startAnvil } from "../../test/start-anvil.ts";
import { createChainReader } from "../chain/chain-reader.ts";
import { BadCondition } from "./bad-condition.ts";
import { evaluate } from "./evaluate.ts";
import type { Comparator, ConditionList } from "./schema.ts";

const holder = accountAt(1).address;
const other = accountAt(2).address;
let anvil: Awaited<ReturnType<typeof startAnvil>>;
const at: Record<string, Address> = {};

beforeAll(async () => {
  anvil = await startAnvil();
  const gate = await anvil.deploy("Gate");
  await anvil.write(gate, "allow", [1n, 1, holder, true]);
  at.gate = gate.address;
  at.coin = (await anvil.deploy("Fungible")).address;
  at.unique = (await anvil.deploy("Unique", [holder])).address;
  at.multi = (await anvil.deploy("Multi", [holder])).address;
}, 60_000);
afterAll(() => anvil?.stop());

async function check(list: unknown, address: Address = holder): Promise<boolean> {
  const reader = createChainReader([anvil.rpcUrl], "latest");
  const subject = { address, parameters: {}, view: () => reader.view() };
  return evaluate(subject, list as ConditionList, { operatorsMayBeLeftOut: false });
}

type Expected = boolean | "error";
async function expectOutcome(result: Promise<boolean>, expected: Expected): Promise<void> {
  if (expected === "error") await expect(result).rejects.toThrow(BadCondition);
  else expect(await result).toBe(expected);
}

const basic: [
  name: string,
  contract: string,
  type: string,
  method: string,
  parameters: string[],
  Comparator,
  string,
  Expected,
][] = [
  ["the user is an address", "", "", "", [":userAddress"], "=", holder, true],
  ["the user is not another", "", "", "", [":userAddress"], "=", other, false],
  ["a comparison of nothing", "", "", "", [], "=", holder, "error"],
  ["coins", "", "", "eth_getBalance", [":userAddress", "latest"], ">=", "1", true],
  ["too few coins", "", "", "eth_getBalance", [":userAddress", "latest"], ">", "1000000000000000000000000000", false],
  ["coins of no address", "", "", "eth_getBalance", ["me", "latest"], ">=", "1", "error"],
  ["an unknown method", "", "", "eth_sendEverything", [":userAddress"], "=", holder, false],
  ["after a time", "", "timestamp", "eth_getBlockByNumber", ["latest"], ">=", "1700000000", true],
  ["before a time", "", "timestamp", "eth_getBlockByNumber", ["latest"], "<", "1700000000", false],
  ["ERC-20 balance", "coin", "ERC20", "balanceOf", [accountAt(0).address], ">", "0", true],
  ["ERC-20 without", "coin", "ERC20", "balanceOf", ["0x0000000000000000000000000000000000000001"], ">", "0", false],
  ["ERC-20, unknown method", "coin", "ERC20", "allowance", [":userAddress"], ">", "0", false],
  ["an unknown standard", "coin", "POAP", "tokenURI", [], "=", "x", false],
  ["no contract there", "nowhere", "ERC20", "balanceOf", [":userAddress"], ">", "0", "error"],
  ["ERC-721 balance", "unique", "ERC721", "balanceOf", [":userAddress"], "=", "1", true],
  ["ERC-721 owner", "unique", "ERC721", "ownerOf", ["1"], "=", ":userAddress", true],
  ["ERC-721 owner of another", "unique", "ERC721", "ownerOf", ["1"], "=", other, false],
  ["ERC-721 that reverts", "unique", "ERC721", "ownerOf", ["2"], "=", ":userAddress", "error"],
  ["ERC-1155 balance", "multi", "ERC1155", "balanceOf", [":userAddress", "7"], ">=", "3", true],
  ["ERC-1155 of another id", "multi", "ERC1155", "balanceOf", [":userAddress", "8"], ">", "0", false],
  ["ERC-1155, any of a batch", "multi", "ERC1155", "balanceOfBatch", [`${other},${holder}`, "7,7"], ">", "0", true],
  ["ERC-1155, none of a batch", "multi", "ERC1155", "balanceOfBatch", [`${other},${other}`, "7,7"], ">", "0", false],
  ["ERC-1155, a crooked batch", "multi", "ERC1155", "balanceOfBatch", [`${other}`, "seven"], ">", "0", "error"],
];

describe("evmBasic", () => {
  it.each(basic)("%s", async (_, contract, standardContractType, method, parameters, comparator, value, expected) => {
    const contractAddress = contract === "nowhere" ? `0x${"12".repeat(20)}` : (at[contract] ?? "");
    const condition = {
      contractAddress,
      chain: "any",
      standardContractType,
      method,
      parameters,
      returnValueTest: { comparator, value },
    };
    await expectOutcome(check([condition]), expected);
  });
});

const outputs = {
  canOpen: ["bool"],
  state: ["uint32 level", "string name", "address owner"],
  raw: ["bytes32"],
  fails: ["bool"],
  echo: ["bool"],
};
const inputs: Record<string, string[]> = {
  canOpen: ["uint256", "uint32", "address"],
  state: ["address"],
  raw: [],
  fails: [],
  echo: ["bool", "string", "bytes4"],
};

type ContractRow = [
  name: string,
  fn: keyof typeof outputs,
  parameters: string[],
  key: string,
  Comparator,
  string,
  Expected,
];
const contracts: ContractRow[] = [
  ["a boolean", "canOpen", ["1", "1", ":userAddress"], "", "=", "true", true],
  ["a boolean that is not", "canOpen", ["1", "2", ":userAddress"], "", "=", "true", false],
  ["a boolean compared with its opposite", "canOpen", ["1", "2", ":userAddress"], "", "=", "false", true],
  ["a boolean written otherwise", "canOpen", ["1", "1", ":userAddress"], "", "=", "TRUE", "error"],
  ["an output by name", "state", [":userAddress"], "level", "=", "7", true],
  ["the first output by no name", "state", [":userAddress"], "", ">", "6", true],
  ["a text", "state", [":userAddress"], "name", "contains", "keys", true],
  ["an address", "state", [":userAddress"], "owner", "=", ":userAddress", true],
  ["an output of no such name", "state", [":userAddress"], "rank", "=", "7", "error"],
  ["an output that can't be tested", "raw", [], "", "=", "1", "error"],
  ["a call that reverts", "fails", [], "", "=", "true", "error"],
  ["too few parameters", "canOpen", ["1", "1"], "", "=", "true", "error"],
  ["too many parameters", "canOpen", ["1", "1", ":userAddress", "1"], "", "=", "true", "error"],
  ["a number that is none", "canOpen", ["one", "1", ":userAddress"], "", "=", "true", "error"],
  ["a number too large", "canOpen", ["1", "4294967296", ":userAddress"], "", "=", "true", "error"],
  ["an address that is none", "canOpen", ["1", "1", "me"], "", "=", "true", "error"],
  ["other kinds of parameters", "echo", ["true", "ok", "0x01020304"], "", "=", "true", true],
  ["a boolean parameter that is none", "echo", ["yes", "ok", "0x01020304"], "", "=", "true", "error"],
  ["bytes of another length", "echo", ["true", "ok", "0x0102"], "", "=", "true", "error"],
];

describe("evmContract", () => {
  const condition = (
    fn: keyof typeof outputs,
    parameters: string[],
    key: string,
    comparator: Comparator,
    value: string,
  ) => ({
    contractAddress: at.gate ?? "",
    functionName: fn,
    functionParams: parameters,
    functionAbi: {
      name: fn,
      inputs: (inputs[fn] ?? []).map((type, index) => ({ name: `p${index}`, type })),
      outputs: outputs[fn].map((output) => ({ type: output.split(" ")[0] ?? "", name: output.split(" ")[1] ?? "" })),
      stateMutability: "view",
    },
    chain: "any",
    returnValueTest: { key, comparator, value },
  });

  it.each(contracts)("%s", async (_, fn, parameters, key, comparator, value, expected) => {
    await expectOutcome(check([condition(fn, parameters, key, comparator, value)]), expected);
  });

  it("holds for one wallet and not for another", async () => {
    const list = [condition("canOpen", ["1", "1", ":userAddress"], "", "=", "true")];
    expect(await check(list, other)).toBe(false);
  });

  it("refuses an ABI of another function", async () => {
    const list = [{ ...condition("canOpen", ["1", "1", ":userAddress"], "", "=", "true"), functionName: "state" }];
    await expect(check(list)).rejects.toThrow(BadCondition);
  });

  it("refuses a contract that is not at an address", async () => {
    const list = [{ ...condition("raw", [], "", "=", "true"), contractAddress: "gate.eth" }];
    await expect(check(list)).rejects.toThrow(BadCondition);
  });
});
