import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { WalletProvider } from "~/features/accounts/wallet/wallet-provider.tsx";
import { ErrorPage } from "~/frame/error-page.tsx";
import { Footer } from "~/frame/footer.tsx";
import { Header } from "~/frame/header.tsx";
import { useSession } from "~/frame/use-session.ts";
import { useNonce } from "~/nonce.ts";
import { actorOf } from "~/session.server.ts";
import { siteOf } from "~/site.server.ts";
import { themeOf } from "~/theme.server.ts";
import sans from "~/ui/fonts/public-sans.woff2?url";
import serif from "~/ui/fonts/source-serif.woff2?url";
import icon from "~/ui/icon.svg?url";
import styles from "~/ui/styles/index.css?url";
import { ToastProvider } from "~/ui/toasts.tsx";

export const links: LinksFunction = () => [
  { rel: "preload", href: serif, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "preload", href: sans, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: icon, type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [
  { title: "Tessera" },
  {
    name: "description",
    content: "License datasets and LoRA adapters. Their makers keep the key, and are paid at every use.",
  },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await actorOf(request, context);
  return { site: siteOf(context), session: actor?.address ?? null, theme: themeOf(request) };
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const data = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang="en" data-theme={data?.theme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="skip-link" href="#content">
          Skip to the content
        </a>
        {children}
        <ScrollRestoration {...(nonce && { nonce })} />
        <Scripts {...(nonce && { nonce })} />
      </body>
    </html>
  );
}

export default function App() {
  const session = useSession();
  return (
    <ToastProvider>
      <WalletProvider session={session}>
        <Header session={session} />
        <main className="page" id="content" tabIndex={-1}>
          <Outlet />
        </main>
        <Footer />
      </WalletProvider>
    </ToastProvider>
  );
}

export function ErrorBoundary() {
  const session = useSession();
  return (
    <ToastProvider>
      <WalletProvider session={session}>
        <Header session={session} />
        <main className="page" id="content" tabIndex={-1}>
          <ErrorPage />
        </main>
        <Footer />
      </WalletProvider>
    </ToastProvider>
  );
}
