import { mnemonicToAccount } from "viem/accounts";

/** The embedded chain's id: anvil's own. */
export const EMBEDDED_CHAIN_ID = 31_337;

/** DEMO KEYS: the mnemonic of every local development chain. Public and worthless; refused on any chain but the embedded one. */
export const DEMO_MNEMONIC = "test test test test test test test test test test test junk";

/** How many of the mnemonic's accounts have money on the embedded chain. */
export const DEMO_ACCOUNTS = 10;

/** An account of the embedded chain by index, from 0. */
export const demoAccount = (index: number) => mnemonicToAccount(DEMO_MNEMONIC, { addressIndex: index });

/** Whether an address is one whose key everybody knows. */
export function isDemoAddress(address: string): boolean {
  const wanted = address.toLowerCase();
  return Array.from({ length: DEMO_ACCOUNTS }, (_, index) => demoAccount(index).address.toLowerCase()).includes(wanted);
}
