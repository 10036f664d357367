import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "~/nonce.ts";
import { securityHeaders } from "~/security-headers.server.ts";
import { siteOf } from "~/site.server.ts";

const renderTimeout = 10_000;

/** Streams a page to people, and gives a whole one to robots. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const nonce = randomBytes(16).toString("base64");
  const site = siteOf(context);
  const ready = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let code = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remix} url={request.url} nonce={nonce} abortDelay={renderTimeout} />
      </NonceContext.Provider>,
      {
        nonce,
        [ready]() {
          headers.set("Content-Type", "text/html; charset=utf-8");
          for (const [name, value] of securityHeaders(nonce, site)) headers.set(name, value);
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { status: code, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError() {
          code = 500;
        },
      },
    );
    setTimeout(abort, renderTimeout + 1000).unref();
  });
}
