import { useEffect, useMemo, useState } from "react";
import { hexToNumber, isHex } from "viem";
import type { Site } from "~/site.ts";
import type { Connection } from "./use-connection.ts";
import type { ContractCall, Wallet } from "./wallet-context.ts";

export class NoWalletError extends Error {
  override name = "NoWalletError";
  constructor() {
    super("Connect a wallet first.");
  }
}

type Signer = Pick<Wallet, "chainId" | "signMessage" | "signTypedData" | "writeContract">;

/** What the connected wallet can do. viem's actions load at their first use. */
export function useSigner(site: Site | null, connection: Connection | null): Signer {
  const [chainId, setChainId] = useState<number | null>(null);

  useEffect(() => {
    setChainId(connection?.kind === "demo" ? (site?.chain.id ?? null) : null);
    if (connection?.kind !== "browser") return;
    const note = (value: unknown) => setChainId(isHex(value) ? hexToNumber(value) : null);
    let stop = () => {};
    void connection.provider().then(async (provider) => {
      provider.on?.("chainChanged", note);
      stop = () => provider.removeListener?.("chainChanged", note);
      note(await provider.request({ method: "eth_chainId" }));
    });
    return () => stop();
  }, [connection, site]);

  return useMemo<Signer>(() => {
    const ready = async () => {
      if (!site || !connection) throw new NoWalletError();
      return { site, account: connection.address, provider: await connection.provider() };
    };
    return {
      chainId,
      async signMessage(message) {
        const { account, provider } = await ready();
        const { signText } = await import("./sign-with.ts");
        return signText(provider, account, message);
      },
      async signTypedData(data) {
        const { account, provider } = await ready();
        const { signData } = await import("./sign-with.ts");
        return signData(provider, account, data);
      },
      async writeContract(call) {
        const { site: at, account, provider } = await ready();
        const { sendCall } = await import("./send-call.ts");
        return sendCall(at, provider, account, call as unknown as ContractCall);
      },
    };
  }, [chainId, connection, site]);
}
