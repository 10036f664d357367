import { useRouteLoaderData } from "@remix-run/react";
import type { loader } from "~/root.tsx";
import type { Site } from "~/site.ts";

/** @returns what the browser may know of this installation, or null on an error page that the root could not load. */
export function useSite(): Site | null {
  return useRouteLoaderData<typeof loader>("root")?.site ?? null;
}
