import { type Address, createClient, custom, type Hex, type TypedDataDefinition } from "viem";
import { signMessage, signTypedData } from "viem/actions";
import type { Provider } from "./provider.ts";

export function signText(provider: Provider, account: Address, message: string): Promise<Hex> {
  return signMessage(createClient({ transport: custom(provider) }), { account, message });
}

export function signData(provider: Provider, account: Address, data: TypedDataDefinition): Promise<Hex> {
  return signTypedData(createClient({ transport: custom(provider) }), { ...data, account });
}
