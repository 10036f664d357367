import { type HDAccount, mnemonicToAccount } from "viem/accounts";

/** The embedded chain's own mnemonic, known to everybody: never use its accounts on another chain. */
const MNEMONIC = "test test test test test test test test test test test junk";

/** An account of the embedded chain by its index: 2 creates, 3 and 8 contribute, 4 and 7 build. */
export const demoAccount = (index: number): HDAccount => mnemonicToAccount(MNEMONIC, { addressIndex: index });
