import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getAsset } from "~/features/assets/get-asset.server.ts";
import { parseAssetId } from "~/ids.ts";
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
  const asset = id && (await getAsset(context, id));
  if (!asset) throw new Response("No such asset", { status: 404 });
  return { asset, description: renderMarkdown(asset.description) };
}

export default function Asset() {
  return <AssetPage {...useLoaderData<typeof loader>()} />;
}
