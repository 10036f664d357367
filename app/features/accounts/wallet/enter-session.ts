import { createClient, custom, hexToNumber, isHex } from "viem";
import { signMessage } from "viem/actions";
import { signIn } from "./sign-in.ts";
import type { Connection } from "./use-connection.ts";

/** Signs the connected account in. @throws SignInRefusedError, or the wallet's error. */
export async function enterSession({ address, provider: open }: Connection): Promise<void> {
  const provider = await open();
  const client = createClient({ transport: custom(provider) });
  const chain = await provider.request({ method: "eth_chainId" });
  await signIn({
    address,
    chainId: isHex(chain) ? hexToNumber(chain) : Number(chain),
    sign: (message) => signMessage(client, { account: address, message }),
  });
}
