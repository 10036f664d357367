import type { AppLoadContext } from "@remix-run/node";
import type { Site } from "~/site.ts";

export function siteOf(context: AppLoadContext): Site {
  return context.site as Site;
}
