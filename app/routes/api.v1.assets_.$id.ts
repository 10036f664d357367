import type { LoaderFunctionArgs } from "@remix-run/node";
import { getAssetRecord } from "~/features/assets/get-asset-record.server.ts";
import { refuse } from "~/http.server.ts";
import { parseAssetId } from "~/ids.ts";
import { publicJson } from "~/json.server.ts";

/** `GET /api/v1/assets/{id}`: all of one asset, with capsules and CIDs. Documented in docs/api.md. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = parseAssetId(params.id ?? "");
  if (!id) return refuse("bad-input", "An asset's id is 32 bytes of hex whose last byte is zero.");
  const asset = await getAssetRecord(context, id);
  return asset ? publicJson(request, asset) : refuse("not-found");
}
