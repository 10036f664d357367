import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadCondition } from "./bad-condition.ts";
import { evaluate } from "./evaluate.ts";
import {
  accessControlConditionsSchema,
  type ConditionList,
  evmContractConditionsSchema,
  unifiedConditionsSchema,
} from "./schema.ts";
import type { Subject } from "./subject.ts";

const USER = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const view = { block: 1n, timestamp: 1000n, call: async () => "0x" as const, balance: async () => 50n };
const subject: Subject = {
  address: USER,
  parameters: { code: "blue" },
  view: async (chain) => {
    if (chain !== "yellowstone") throw new BadCondition(`no ${chain}`);
    return view;
  },
};

const compareTo = (parameter: string, value: string) => ({
  contractAddress: "",
  chain: "yellowstone",
  standardContractType: "",
  method: "",
  parameters: [parameter],
  returnValueTest: { comparator: "=" as const, value },
});
const T = compareTo(":userAddress", USER);
const F = compareTo("a", "b");
const E = { ...T, chain: "elsewhere" };
const and = { operator: "and" as const };
const or = { operator: "or" as const };
const strict = { operatorsMayBeLeftOut: false };

const rows: [name: string, list: unknown, expected: boolean | "error"][] = [
  ["one that holds", [T], true],
  ["one that does not", [F], false],
  ["and", [T, and, F], false],
  ["or", [F, or, T], true],
  ["left to right, equal precedence: (T or T) and F", [T, or, T, and, F], false],
  ["left to right: (F and T) or T", [F, and, T, or, T], true],
  ["a group first: T or (T and F)", [T, or, [T, and, F]], true],
  ["a group that fails: F or (T and F)", [F, or, [T, and, F]], false],
  ["groups in groups", [[[T, and, T], or, F], and, [T]], true],
  ["what can't change the outcome is not read", [T, or, E], true],
  ["what can is", [F, or, E], "error"],
  ["thirty", Array.from({ length: 59 }, (_, i) => (i % 2 ? and : T)), true],
  ["thirty-one", Array.from({ length: 61 }, (_, i) => (i % 2 ? and : T)), "error"],
  ["thirty-one over groups", [Array.from({ length: 59 }, (_, i) => (i % 2 ? and : T)), and, T], "error"],
  ["operators left out", [T, T], "error"],
  ["an operator too many", [T, and, and, T], "error"],
  ["an operator in front", [and, T], "error"],
  ["an operator at the end", [T, and], "error"],
  ["only an operator", [and], "error"],
  ["nested nine deep", [[[[[[[[[T]]]]]]]]], "error"],
  ["an unknown special", [compareTo(":litParam:shape", "round")], "error"],
  ["a special without a name", [compareTo(":litParamActionIpfsId", "x")], "error"],
  ["a parameter of the request", [compareTo(":litParam:code", "blue")], true],
  ["a parameter of the request that differs", [compareTo(":litParam:code", "red")], false],
];

describe("a list of conditions", () => {
  it.each(rows)("%s", async (_, list, expected) => {
    const result = evaluate(subject, list as ConditionList, strict);
    if (expected === "error") await expect(result).rejects.toThrow(BadCondition);
    else expect(await result).toBe(expected);
  });

  it("may leave out its operators only where it is of Lit's oldest kind; then all must hold", async () => {
    const loose = { operatorsMayBeLeftOut: true };
    expect(await evaluate(subject, [T, T], loose)).toBe(true);
    expect(await evaluate(subject, [T, F], loose)).toBe(false);
    await expect(evaluate(subject, [T, T, and, T], loose)).rejects.toThrow(BadCondition);
  });

  it("means what a plain reading from left to right means", async () => {
    const list = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(list, async (items) => {
        const conditions = items.flatMap(([value, isOr], index) => [
          ...(index ? [isOr ? or : and] : []),
          value ? T : F,
        ]);
        const plain = items
          .slice(1)
          .reduce((sum, [value, isOr]) => (isOr ? sum || value : sum && value), items[0]?.[0] ?? false);
        expect(await evaluate(subject, conditions, strict)).toBe(plain);
      }),
    );
  });
});

describe("the kinds of lists", () => {
  const contract = {
    contractAddress: "0x5fbdb2315678afecb367f032d93f642f64180aa3",
    functionName: "f",
    functionParams: [],
    functionAbi: { name: "f", inputs: [], outputs: [{ name: "", type: "bool" }], stateMutability: "view" },
    chain: "yellowstone",
    returnValueTest: { key: "", comparator: "=", value: "true" },
  };
  const solana = {
    method: "balance",
    params: [],
    chain: "solana",
    returnValueTest: { key: "", comparator: "=", value: "1" },
  };
  const cases: [string, boolean, boolean][] = [
    ["basic in basic", accessControlConditionsSchema.safeParse([T]).success, true],
    ["contract in basic", accessControlConditionsSchema.safeParse([contract]).success, false],
    ["contract in contract", evmContractConditionsSchema.safeParse([contract]).success, true],
    ["basic in contract", evmContractConditionsSchema.safeParse([T]).success, false],
    ["both in unified", unifiedConditionsSchema.safeParse([T, and, [contract]]).success, true],
    ["another chain family", unifiedConditionsSchema.safeParse([solana]).success, false],
    ["nothing", unifiedConditionsSchema.safeParse([]).success, false],
    ["an operator nobody knows", unifiedConditionsSchema.safeParse([T, { operator: "xor" }, T]).success, false],
  ];
  it.each(cases)("%s", (_, actual, expected) => {
    expect(actual).toBe(expected);
  });
});
