import { createHash } from "node:crypto";
import { type Condition, type ConditionList, isEvmContract, isGroup, isOperator } from "./schema.ts";

/** The form that is hashed: the key order and the stripped `conditionType` are those of the SDK's formatter. */
function canonicalCondition(condition: Condition): object {
  if (!isEvmContract(condition)) {
    const { contractAddress, chain, standardContractType, method, parameters, returnValueTest } = condition;
    const { comparator, value } = returnValueTest;
    return { contractAddress, chain, standardContractType, method, parameters, returnValueTest: { comparator, value } };
  }
  const { functionAbi, returnValueTest } = condition;
  return {
    contractAddress: condition.contractAddress,
    functionName: condition.functionName,
    functionParams: condition.functionParams,
    functionAbi: {
      name: functionAbi.name,
      inputs: functionAbi.inputs.map(({ name, type }) => ({ name, type })),
      outputs: functionAbi.outputs.map(({ name, type }) => ({ name, type })),
      constant: functionAbi.constant ?? false,
      stateMutability: functionAbi.stateMutability,
    },
    chain: condition.chain,
    returnValueTest: {
      key: returnValueTest.key,
      comparator: returnValueTest.comparator,
      value: returnValueTest.value,
    },
  };
}

const canonicalList = (list: ConditionList): object[] =>
  list.map((item) => {
    if (isGroup(item)) return canonicalList(item);
    return isOperator(item) ? { operator: item.operator } : canonicalCondition(item);
  });

/** `<sha-256 of the canonical conditions>/<sha-256 of the plaintext>`: what a session must be allowed to decrypt. */
export function resourceIdOf(conditions: ConditionList, dataToEncryptHash: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify(canonicalList(conditions)))
    .digest("hex");
  return `${hash}/${dataToEncryptHash}`;
}

export const RESOURCE_PREFIX = "lit-accesscontrolcondition";

/** The identity under which a key is wrapped, and which the nodes therefore sign: UTF-8 of the resource's full name. */
export const identityOf = (resourceId: string): Uint8Array =>
  new TextEncoder().encode(`${RESOURCE_PREFIX}://${resourceId}`);
