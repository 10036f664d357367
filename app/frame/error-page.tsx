import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { LinkButton } from "~/ui/button.tsx";

const words: Record<number, [title: string, text: string]> = {
  401: ["Sign in first", "This page is about your own account. Connect a wallet at the top of the page and sign in."],
  403: ["Not yours to see", "The account that you are signed in with has no right to this page."],
  404: ["Nothing is here", "The address may be mistyped, or what it pointed to was never listed on this chain."],
  503: ["A part is not answering", "Nothing was lost. The status page says which part it is; try again in a moment."],
};

/** What a visitor sees instead of a page: what happened, in words, and the way on. */
export function ErrorPage() {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const [title, text] = words[status] ?? [
    "Something broke on our side",
    "The fault was logged. Money and rights stand on the chain and are not touched by it. Try again, or look at the status of the parts.",
  ];
  return (
    <div className="page-head">
      <p className="quiet tabular">{status}</p>
      <h1>{title}</h1>
      <p className="lede">{text}</p>
      <p className="row">
        <LinkButton to="/" tone="primary">
          To the catalogue
        </LinkButton>
        <LinkButton to="/status">Status of the parts</LinkButton>
      </p>
    </div>
  );
}
