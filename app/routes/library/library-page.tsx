import { Link } from "@remix-run/react";
import type { LicenceView } from "~/features/licences/licence-view.ts";
import { SignInFirst } from "~/frame/sign-in-first.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LicenceRow } from "./licence-row.tsx";

export function LibraryPage({ licences }: { licences: readonly LicenceView[] | null }) {
  return (
    <>
      <header className="page-head">
        <h1>Library</h1>
        <p className="lede">
          Licences in your wallet. Opening asks the key nodes, which ask the chain; the file is decrypted here, in this
          browser.
        </p>
      </header>
      {licences === null ? (
        <SignInFirst what="Your licences are in your wallet: sign in with it to see and open them." />
      ) : licences.length === 0 ? (
        <EmptyState title="No licence yet">
          <p>What you buy appears here at once, and stays in your wallet whatever becomes of this site.</p>
          <Link to="/">Look through the catalogue</Link>
        </EmptyState>
      ) : (
        <ul className="licences">
          {licences.map((licence) => (
            <LicenceRow key={licence.offer} licence={licence} />
          ))}
        </ul>
      )}
    </>
  );
}
