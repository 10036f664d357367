import { Link } from "@remix-run/react";
import type { EarningsView } from "~/features/royalties/earnings-view.ts";
import { SignInFirst } from "~/frame/sign-in-first.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { CurrencyEarnings } from "./currency-earnings.tsx";

export function EarningsPage({ earnings }: { earnings: readonly EarningsView[] | null }) {
  return (
    <>
      <header className="page-head">
        <h1>Earnings</h1>
        <p className="lede">
          Your shares of every sale and every metered use. A payment is held while its buyer can still dispute it; then
          it is yours to withdraw. Every figure can be recomputed from the chain.
        </p>
      </header>
      {earnings === null ? (
        <SignInFirst what="Shares belong to accounts: sign in with yours to see what it has earned." />
      ) : earnings.length === 0 ? (
        <EmptyState title="No share in anything yet">
          <p>List an asset, or be named as a contributor of one, and what it earns for you appears here.</p>
          <Link to="/publish">Publish an asset</Link>
        </EmptyState>
      ) : (
        <div className="stack-loose">
          {earnings.map((each) => (
            <CurrencyEarnings key={each.currency.address} earnings={each} />
          ))}
        </div>
      )}
    </>
  );
}
