import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayReview } from "~/actor.ts";
import { listCases } from "~/features/disputes/list-cases.server.ts";
import { actorOf } from "~/session.server.ts";
import styles from "./cases.css?url";
import { CasesPage } from "./cases-page.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [{ title: "Cases · Tessera" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await actorOf(request, context);
  return { reviewer: mayReview(actor), cases: actor && (await listCases(context, actor)) };
}

export default function Cases() {
  return <CasesPage {...useLoaderData<typeof loader>()} />;
}
