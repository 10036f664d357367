import type { Site } from "~/site.ts";
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
  return createDemoProvider({
    site,
    role,
    ask,
    around: { contracts: [], currencies: site.currencies, coin: site.chain.coin },
  });
}
