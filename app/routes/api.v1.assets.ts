import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { listAssets } from "~/features/assets/list-assets.server.ts";
import { refuse } from "~/http.server.ts";
import { publicJson } from "~/json.server.ts";

const Search = z.strictObject({
  query: z.string().trim().max(200).default(""),
  kind: z.enum(["dataset", "adapter"]).nullable().default(null),
  licence: z.string().min(1).max(100).nullable().default(null),
  tag: z.string().min(1).max(40).nullable().default(null),
  sort: z.enum(["newest", "price"]).default("newest"),
  after: z.string().max(300).nullable().default(null),
});

/** `GET /api/v1/assets`: a page of the catalogue. Documented in docs/api.md. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = Search.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!search.success) return refuse("bad-input", z.prettifyError(search.error));
  const { assets, next, total } = await listAssets(context, search.data);
  return publicJson(request, { assets, next, total });
}
