import { z } from "zod";

const operator = z.object({ operator: z.enum(["and", "or"]) });
const parameter = z.object({ name: z.string(), type: z.string() });
const comparator = z.enum([">", "<", ">=", "<=", "=", "!=", "contains"]);

const evmBasic = z.object({
  conditionType: z.literal("evmBasic").optional(),
  contractAddress: z.string(),
  chain: z.string(),
  standardContractType: z.string(),
  method: z.string(),
  parameters: z.array(z.string()).max(30),
  returnValueTest: z.object({ comparator, value: z.string() }),
});

const evmContract = z.object({
  conditionType: z.literal("evmContract").optional(),
  contractAddress: z.string(),
  functionName: z.string(),
  functionParams: z.array(z.string()).max(30),
  functionAbi: z.object({
    name: z.string(),
    inputs: z.array(parameter).max(30),
    outputs: z.array(parameter).max(30),
    constant: z.boolean().optional(),
    stateMutability: z.string(),
  }),
  chain: z.string(),
  returnValueTest: z.object({ key: z.string(), comparator, value: z.string() }),
});

export type Comparator = z.infer<typeof comparator>;
export type Operator = z.infer<typeof operator>;
export type EvmBasicCondition = z.infer<typeof evmBasic>;
export type EvmContractCondition = z.infer<typeof evmContract>;
export type Condition = EvmBasicCondition | EvmContractCondition;
/** A list of conditions with operators between them; a list inside a list is a group. */
export type ConditionList = readonly (Condition | Operator | ConditionList)[];

const listOf = (leaf: z.ZodType<Condition>): z.ZodType<ConditionList> => {
  const list: z.ZodType<ConditionList> = z.lazy(() => z.array(z.union([operator, leaf, list])).min(1));
  return list;
};

/** The canonical form has no `conditionType`, so that a unified list's kinds are told by their shape. */
export const accessControlConditionsSchema = listOf(evmBasic);
export const evmContractConditionsSchema = listOf(evmContract);
export const unifiedConditionsSchema = listOf(z.union([evmContract, evmBasic]));

export const isOperator = (item: Condition | Operator | ConditionList): item is Operator => "operator" in item;
export const isGroup = (item: Condition | Operator | ConditionList): item is ConditionList => Array.isArray(item);
export const isEvmContract = (condition: Condition): condition is EvmContractCondition => "functionAbi" in condition;
