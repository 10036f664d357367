import { useEffect, useState } from "react";
import * as z from "zod/mini";
import type { Provider } from "./provider.ts";

const detailSchema = z.object({
  info: z.object({
    uuid: z.string(),
    rdns: z.string().check(z.maxLength(100)),
    name: z.string().check(z.maxLength(60)),
    icon: z.catch(z.string().check(z.startsWith("data:image/")), ""),
  }),
  provider: z.custom<Provider>((value) => typeof value === "object" && value !== null && "request" in value),
});

export type BrowserWallet = z.infer<typeof detailSchema>;

/** Wallets that announce themselves in this page (EIP-6963), in the order in which they do. */
export function useBrowserWallets(): readonly BrowserWallet[] {
  const [wallets, setWallets] = useState<readonly BrowserWallet[]>([]);
  useEffect(() => {
    const hear = (event: Event) => {
      const parsed = detailSchema.safeParse(event instanceof CustomEvent ? event.detail : null);
      if (!parsed.success) return;
      const wallet = parsed.data;
      setWallets((known) => (known.some(({ info }) => info.uuid === wallet.info.uuid) ? known : [...known, wallet]));
    };
    window.addEventListener("eip6963:announceProvider", hear);
    window.dispatchEvent(new Event("eip6963:requestProvider"));
    return () => window.removeEventListener("eip6963:announceProvider", hear);
  }, []);
  return wallets;
}
