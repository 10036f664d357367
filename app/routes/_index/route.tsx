import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { listAssets } from "~/features/assets/list-assets.server.ts";
import styles from "./catalogue.css?url";
import { Catalogue } from "./catalogue.tsx";

const searchSchema = z.object({
  query: z.string().trim().max(200).catch(""),
  kind: z.enum(["dataset", "adapter"]).nullable().catch(null),
  licence: z.string().min(1).max(100).nullable().catch(null),
  sort: z.enum(["newest", "price"]).catch("newest"),
  after: z.string().max(300).nullable().catch(null),
});

export type CatalogueSearch = z.infer<typeof searchSchema>;

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [{ title: "Datasets and adapters · Tessera" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const fields = new URL(request.url).searchParams;
  const search = searchSchema.parse({
    query: fields.get("query") ?? "",
    kind: fields.get("kind"),
    licence: fields.get("licence"),
    sort: fields.get("sort") ?? "newest",
    after: fields.get("after"),
  });
  return { search, page: await listAssets(context, search) };
}

export default function Home() {
  return <Catalogue {...useLoaderData<typeof loader>()} />;
}
