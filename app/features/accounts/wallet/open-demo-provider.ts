import type { Site } from "~/site.ts";
import { casesAbi } from "../../../../contracts/abi/cases.ts";
import { demoUsdcAbi } from "../../../../contracts/abi/demoUsdc.ts";
import { tesseraAbi } from "../../../../contracts/abi/tessera.ts";
import { createDemoProvider } from "./demo-provider.ts";
import type { DemoRole } from "./demo-roles.ts";
import type { RequestView } from "./describe-request.ts";
import type { Provider } from "./provider.ts";

/** The demo wallet with the names of this installation's contracts, so that its questions can be read. */
export function openDemoProvider(
  site: Site,
  role: DemoRole,
  ask: (view: RequestView) => Promise<boolean>,
): Promise<Provider> {
  const { tessera, cases, usdc } = site.contracts;
  const contracts = [
    { name: "Tessera", address: tessera, abi: tesseraAbi },
    { name: "Cases", address: cases, abi: casesAbi },
    ...(usdc ? [{ name: "Demo USDC", address: usdc, abi: demoUsdcAbi }] : []),
  ];
  return createDemoProvider({
    site,
    role,
    ask,
    around: { contracts, currencies: site.currencies, coin: site.chain.coin },
  });
}
