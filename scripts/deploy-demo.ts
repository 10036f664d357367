import { type Address, encodeFunctionData, maxUint256 } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { demoUsdcAbi } from "../contracts/abi/demoUsdc.ts";
import { type Sender, senderOf } from "./deploy-sender.ts";

export const EMBEDDED_CHAIN_ID = 31_337;
const MNEMONIC = "test test test test test test test test test test test junk";
const ACCOUNTS = 10;
const PURSE = 100_000_000_000n;

/** Account by index of the embedded chain's well-known mnemonic. */
export const demoAccount = (index: number) => mnemonicToAccount(MNEMONIC, { addressIndex: index });

/** Gives every demo account 100,000 of play money, and lets the operator's be spent on card orders. */
export async function fundDemo(sender: Sender, rpcUrl: string, usdc: Address, tessera: Address): Promise<void> {
  for (let index = 0; index < ACCOUNTS; index += 1) {
    const args = [demoAccount(index).address, PURSE] as const;
    await sender.send(usdc, encodeFunctionData({ abi: demoUsdcAbi, functionName: "mint", args }));
  }
  const operator = await senderOf(demoAccount(1), rpcUrl, EMBEDDED_CHAIN_ID);
  const args = [tessera, maxUint256] as const;
  await operator.send(usdc, encodeFunctionData({ abi: demoUsdcAbi, functionName: "approve", args }));
}
