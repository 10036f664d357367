import { useRouteLoaderData } from "@remix-run/react";
import type { Address } from "viem";
import type { loader } from "~/root.tsx";

/** @returns the signed-in account's address, or null. */
export function useSession(): Address | null {
  return useRouteLoaderData<typeof loader>("root")?.session ?? null;
}
