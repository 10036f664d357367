import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { awaitAsset } from "~/features/assets/await-asset.server.ts";
import { parseAssetId } from "~/ids.ts";
import { refused } from "~/outcome.ts";
import { renderMarkdown } from "~/ui/markdown.ts";
import styles from "./asset.css?url";
import { AssetPage } from "./asset-page.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.asset.title} · Tessera` : "Not found · Tessera" },
  { name: "description", content: data?.asset.summary ?? "" },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const id = parseAssetId(params.id ?? "");
  const found = id ? await awaitAsset(context, id) : refused("not-found");
  if (!found.ok) throw new Response(found.reason, { status: found.reason === "not-found" ? 404 : 503 });
  const asset = found.value;
  return { asset, description: renderMarkdown(asset.description) };
}

export default function Asset() {
  return <AssetPage {...useLoaderData<typeof loader>()} />;
}
