import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { gateCondition } from "../../test/gate-condition.ts";
import { resourceIdOf } from "./identity.ts";
import { evmContractConditionsSchema, unifiedConditionsSchema } from "./schema.ts";

const lit = createRequire(import.meta.url)("@lit-protocol/access-control-conditions");
const hex = (buffer: ArrayBuffer) => Buffer.from(buffer).toString("hex");

it("hashes contract conditions as Lit's SDK does, whatever the order and whatever stands beside", async () => {
  const condition = gateCondition("0x5fbdb2315678afecb367f032d93f642f64180aa3");
  const shuffled = { conditionType: "evmContract", ...Object.fromEntries(Object.entries(condition).reverse()) };
  const ours = resourceIdOf(evmContractConditionsSchema.parse([shuffled]), "ab");
  expect(ours).toBe(`${hex(await lit.hashEVMContractConditions([condition]))}/ab`);
});

it("hashes unified conditions with groups as Lit's SDK does", async () => {
  const contract = { conditionType: "evmContract", ...gateCondition("0x5fbdb2315678afecb367f032d93f642f64180aa3") };
  const user = {
    conditionType: "evmBasic",
    contractAddress: "",
    chain: "ethereum",
    standardContractType: "",
    method: "",
    parameters: [":userAddress"],
    returnValueTest: { comparator: "=", value: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8" },
  };
  const list = [contract, { operator: "or" }, [user, { operator: "and" }, user]];
  const ours = resourceIdOf(unifiedConditionsSchema.parse(list), "ab");
  expect(ours).toBe(`${hex(await lit.hashUnifiedAccessControlConditions(list))}/ab`);
});
