import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listEarnings } from "~/features/royalties/list-earnings.server.ts";
import { actorOf } from "~/session.server.ts";
import styles from "./earnings.css?url";
import { EarningsPage } from "./earnings-page.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [{ title: "Earnings · Tessera" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await actorOf(request, context);
  return { earnings: actor && (await listEarnings(context, actor)) };
}

export default function Earnings() {
  return <EarningsPage {...useLoaderData<typeof loader>()} />;
}
