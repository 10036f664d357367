import type { Abi, ContractFunctionParameters, TransactionReceipt } from "viem";
import type { Person } from "./marketplace.ts";

/** Sends a call and waits for it. @throws viem's error where it would revert */
export async function send(
  { account, client, wallet }: Person,
  call: ContractFunctionParameters<Abi>,
): Promise<TransactionReceipt> {
  const { request } = await client.simulateContract({ ...call, account });
  const receipt = await client.waitForTransactionReceipt({ hash: await wallet.writeContract(request) });
  if (receipt.status !== "success") throw new Error(`${call.functionName} was reverted.`);
  return receipt;
}
