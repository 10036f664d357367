import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { actorOf } from "~/session.server.ts";
import { AccountPage } from "./account-page.tsx";

export const meta: MetaFunction = () => [{ title: "Account · Tessera" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await actorOf(request, context);
  return { account: actor && { address: actor.address, roles: [...actor.roles] } };
}

export default function Account() {
  return <AccountPage {...useLoaderData<typeof loader>()} />;
}
