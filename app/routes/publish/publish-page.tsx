import type { Address } from "viem";
import { SignInFirst } from "~/frame/sign-in-first.tsx";
import { useSite } from "~/frame/use-site.ts";
import { PublishForm } from "./publish-form.tsx";

export function PublishPage({ creator }: { creator: Address | null }) {
  const site = useSite();
  return (
    <>
      <header className="page-head">
        <h1>Publish</h1>
        <p className="lede">
          Your file is sealed in this browser before a byte of it leaves. Neither we nor the store ever have the key; it
          opens only for those whom the contract lets in.
        </p>
      </header>
      {creator === null || site === null ? (
        <SignInFirst what="An asset is listed under the account that sealed it." />
      ) : (
        <PublishForm key={creator} creator={creator} site={site} />
      )}
    </>
  );
}
