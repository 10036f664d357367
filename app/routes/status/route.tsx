import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readStatus } from "~/status.server.ts";
import { StatusPage } from "./status-page.tsx";

export const meta: MetaFunction = () => [{ title: "Status · Tessera" }];

export async function loader({ context }: LoaderFunctionArgs) {
  const { parts } = await readStatus(context);
  return {
    parts: parts.map(({ name, adapter, embedded, state, detail }) => ({ name, adapter, embedded, state, detail })),
  };
}

export default function Status() {
  return <StatusPage {...useLoaderData<typeof loader>()} />;
}
