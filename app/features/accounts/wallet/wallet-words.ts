import { BaseError, ContractFunctionRevertedError, InsufficientFundsError, UserRejectedRequestError } from "viem";
import { UserRejectedError } from "./provider.ts";

/** "NotHolder" -> "not holder" */
const spaced = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

const isRejection = (error: unknown): boolean =>
  error instanceof UserRejectedError ||
  (error instanceof BaseError && error.walk((cause) => cause instanceof UserRejectedRequestError) !== null) ||
  (typeof error === "object" && error !== null && "code" in error && error.code === 4001);

/** A wallet's or the chain's error, for a person. `known` gives words for a contract's named errors. */
export function walletWords(error: unknown, known: Readonly<Record<string, string>> = {}): string {
  if (isRejection(error)) return "You declined it in the wallet. Nothing happened.";
  if (error instanceof BaseError) {
    const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
    if (revert instanceof ContractFunctionRevertedError) {
      const name = revert.data?.errorName;
      if (name && name !== "Error") return known[name] ?? `The contract refused: ${spaced(name)}. Nothing was spent.`;
      return `The contract refused${revert.reason ? `: ${revert.reason}` : ""}. Nothing was spent.`;
    }
    if (error.walk((cause) => cause instanceof InsufficientFundsError)) {
      return "The account has too little of the chain's own coin for this, network fee included.";
    }
    return error.shortMessage;
  }
  return error instanceof Error ? error.message : "The wallet did not answer.";
}
