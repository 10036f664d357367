import { useEffect, useState } from "react";
import type { Address } from "viem";
import type { AssetView } from "~/features/assets/asset-view.ts";
import type { Site } from "~/site.ts";
import type { Access } from "./find-access.ts";

/** What the account can do with the asset now, read from the chain; null while it is read or where the chain does not answer. */
export function useAccess(site: Site | null, asset: AssetView, account: Address | null, turn: number): Access | null {
  const [access, setAccess] = useState<{ of: string; access: Access } | null>(null);
  const of = `${account}/${asset.id}`;

  // `turn` grows after each opening: a use that was spent changes the answer.
  useEffect(() => {
    if (site === null || account === null || turn < 0) return;
    let current = true;
    void import("./find-access.ts")
      .then(({ findAccess }) => findAccess(site, asset, account))
      .then(
        (found) => current && setAccess({ of: `${account}/${asset.id}`, access: found }),
        () => current && setAccess(null),
      );
    return () => {
      current = false;
    };
  }, [site, asset, account, turn]);

  return access?.of === of ? access.access : null;
}
