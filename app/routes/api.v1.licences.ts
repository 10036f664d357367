import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Address } from "viem";
import { z } from "zod";
import { findLicences } from "~/features/licences/find-licences.server.ts";
import { refuse } from "~/http.server.ts";
import { publicJson } from "~/json.server.ts";

const Search = z.strictObject({
  holder: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, "is an address")
    .transform((text) => text.toLowerCase() as Address),
  after: z.string().max(300).nullable().default(null),
});

/** `GET /api/v1/licences?holder=`: what the chain says an account holds. Documented in docs/api.md. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = Search.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!search.success) return refuse("bad-input", z.prettifyError(search.error));
  return publicJson(request, await findLicences(context, search.data.holder, search.data.after));
}
