import { BadCondition } from "./bad-condition.ts";
import { holdsEvmBasic } from "./evm-basic.ts";
import { holdsEvmContract } from "./evm-contract.ts";
import { type Condition, type ConditionList, isEvmContract, isGroup, isOperator, type Operator } from "./schema.ts";
import type { Subject } from "./subject.ts";

const MAX_CONDITIONS = 30;
const MAX_DEPTH = 8;

interface Rules {
  /** Only Lit's oldest kind of list may leave its operators out; then all conditions must hold. */
  readonly operatorsMayBeLeftOut: boolean;
}

/**
 * Whether the list holds: from left to right, `and` and `or` of equal precedence, groups first. A condition that can't change the
 * outcome any more is not read.
 * @throws BadCondition where the list is malformed, or has more than 30 conditions.
 */
export async function evaluate(subject: Subject, list: ConditionList, rules: Rules): Promise<boolean> {
  if (countConditions(list, 1) > MAX_CONDITIONS) throw new BadCondition(`More than ${MAX_CONDITIONS} conditions.`);
  return evaluateGroup(subject, list, rules);
}

function countConditions(list: ConditionList, depth: number): number {
  if (depth > MAX_DEPTH) throw new BadCondition(`Groups nested more than ${MAX_DEPTH} deep.`);
  let count = 0;
  for (const item of list) {
    if (isGroup(item)) count += countConditions(item, depth + 1);
    else if (!isOperator(item)) count += 1;
  }
  return count;
}

async function evaluateGroup(subject: Subject, list: ConditionList, rules: Rules): Promise<boolean> {
  let outcome: boolean | null = null;
  for (const { operator, operand } of pairs(list, rules)) {
    const settled: boolean = outcome !== null && outcome === (operator === "or");
    if (!settled) outcome = await holds(subject, operand, rules);
  }
  if (outcome === null) throw new BadCondition("A group without a condition.");
  return outcome;
}

/** Each condition or group with the operator in front of it; the first has "and" in front of nothing. */
function pairs(
  list: ConditionList,
  rules: Rules,
): { operator: Operator["operator"]; operand: Condition | ConditionList }[] {
  const operands = list.filter((item): item is Condition | ConditionList => isGroup(item) || !isOperator(item));
  if (rules.operatorsMayBeLeftOut && operands.length === list.length) {
    return operands.map((operand) => ({ operator: "and", operand }));
  }
  return operands.map((_, index) => {
    const operand = list[index * 2];
    const operator = index === 0 ? { operator: "and" as const } : list[index * 2 - 1];
    const alternates = operand !== undefined && operator !== undefined && !isGroup(operator) && isOperator(operator);
    if (!alternates || (!isGroup(operand) && isOperator(operand)) || list.length !== operands.length * 2 - 1) {
      throw new BadCondition("Conditions and operators must alternate, beginning and ending with a condition.");
    }
    return { operator: operator.operator, operand };
  });
}

function holds(subject: Subject, operand: Condition | ConditionList, rules: Rules): Promise<boolean> {
  if (isGroup(operand)) return evaluateGroup(subject, operand, rules);
  return isEvmContract(operand) ? holdsEvmContract(subject, operand) : holdsEvmBasic(subject, operand);
}
