import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { keepTheme } from "~/theme.server.ts";

export const loader = () => redirect("/");

export async function action({ request }: ActionFunctionArgs) {
  const cookie = keepTheme((await request.formData()).get("theme"));
  if (!cookie) throw new Response("The theme is light or dark.", { status: 400 });
  return new Response(null, { status: 204, headers: { "Set-Cookie": cookie } });
}
