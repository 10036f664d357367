import { Link } from "@remix-run/react";
import type { CaseState, CaseView } from "~/features/disputes/case-view.ts";
import { SignInFirst } from "~/frame/sign-in-first.tsx";
import { Badge } from "~/ui/badge.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { CaseEntry } from "./case-entry.tsx";

const ended: readonly CaseState[] = ["refunded", "released", "dropped"];

export function CasesPage({ cases, reviewer }: { cases: readonly CaseView[] | null; reviewer: boolean }) {
  const running = cases?.filter((each) => !ended.includes(each.state)) ?? [];
  const closed = cases?.filter((each) => ended.includes(each.state)) ?? [];
  return (
    <>
      <header className="page-head">
        <h1>Cases</h1>
        <p className="lede">
          A buyer can freeze one payment inside its hold. A reviewer proposes how the case ends, and another confirms
          it; the contract lets no one do both.
        </p>
        {reviewer ? (
          <p className="row">
            <Badge tone="note">You are a reviewer</Badge>
          </p>
        ) : null}
      </header>
      {cases === null ? (
        <SignInFirst what="Cases are seen by their parties and by reviewers." />
      ) : cases.length === 0 ? (
        <EmptyState title={reviewer ? "The queue is empty" : "No case"}>
          <p>
            {reviewer
              ? "Nobody disputes a payment now."
              : "You dispute a payment from the licence that it paid for, in your library."}
          </p>
          {reviewer ? null : <Link to="/library">To the library</Link>}
        </EmptyState>
      ) : (
        <div className="stack-loose">
          <CaseList title="Open" cases={running} reviewer={reviewer} />
          {closed.length > 0 ? <CaseList title="Closed" cases={closed} reviewer={reviewer} /> : null}
        </div>
      )}
    </>
  );
}

function CaseList({ title, cases, reviewer }: { title: string; cases: readonly CaseView[]; reviewer: boolean }) {
  return (
    <section className="case-list" aria-labelledby={`cases-${title}`}>
      <div className="section-head case-head">
        <h2 id={`cases-${title}`}>{title}</h2>
        <span className="quiet small tabular">{cases.length}</span>
      </div>
      {cases.length === 0 ? <p className="quiet case-none">Nothing waits for a decision.</p> : null}
      <ol className="cases">
        {cases.map((each) => (
          <CaseEntry key={each.id} of={each} reviewer={reviewer} />
        ))}
      </ol>
    </section>
  );
}
