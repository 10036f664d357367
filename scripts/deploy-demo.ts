import { type Address, encodeFunctionData, maxUint256 } from "viem";
import { DEMO_ACCOUNTS, demoAccount, EMBEDDED_CHAIN_ID } from "~/demo-accounts.ts";
import { demoUsdcAbi } from "../contracts/abi/demoUsdc.ts";
import { type Sender, senderOf } from "./deploy-sender.ts";

const PURSE = 100_000_000_000n;

/** Gives every demo account 100,000 of play money, and lets the operator's be spent on card orders. */
export async function fundDemo(sender: Sender, rpcUrl: string, usdc: Address, tessera: Address): Promise<void> {
  for (let index = 0; index < DEMO_ACCOUNTS; index += 1) {
    const args = [demoAccount(index).address, PURSE] as const;
    await sender.send(usdc, encodeFunctionData({ abi: demoUsdcAbi, functionName: "mint", args }));
  }
  const operator = await senderOf(demoAccount(1), rpcUrl, EMBEDDED_CHAIN_ID);
  const args = [tessera, maxUint256] as const;
  await operator.send(usdc, encodeFunctionData({ abi: demoUsdcAbi, functionName: "approve", args }));
}
