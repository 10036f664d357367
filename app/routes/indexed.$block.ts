import type { LoaderFunctionArgs } from "@remix-run/node";
import { waitForBlock } from "~/features/index/wait-for-block.server.ts";

/** `GET /indexed/{block}`: answers when the index has come to the block (204), or after five seconds (202). */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const block = params.block ?? "";
  if (!/^\d{1,18}$/.test(block)) throw new Response("A block has a number.", { status: 400 });
  const seen = await waitForBlock(context, BigInt(block));
  return new Response(null, { status: seen ? 204 : 202, headers: { "Cache-Control": "no-store" } });
}
