import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listLicences } from "~/features/licences/list-licences.server.ts";
import { actorOf } from "~/session.server.ts";
import styles from "./library.css?url";
import { LibraryPage } from "./library-page.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [{ title: "Library · Tessera" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await actorOf(request, context);
  return { licences: actor && (await listLicences(context, actor)) };
}

export default function Library() {
  return <LibraryPage {...useLoaderData<typeof loader>()} />;
}
