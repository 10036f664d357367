import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { actorOf } from "~/session.server.ts";
import styles from "./publish.css?url";
import { PublishPage } from "./publish-page.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [{ title: "Publish · Tessera" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await actorOf(request, context);
  return { creator: actor?.address ?? null };
}

export default function Publish() {
  return <PublishPage {...useLoaderData<typeof loader>()} />;
}
