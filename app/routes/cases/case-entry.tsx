import { Link } from "@remix-run/react";
import type { CaseState, CaseView } from "~/features/disputes/case-view.ts";
import { Badge, type Tone } from "~/ui/badge.tsx";
import { Facts } from "~/ui/facts.tsx";
import { Hash } from "~/ui/hash.tsx";
import { Money } from "~/ui/money.tsx";
import { Seal } from "~/ui/seal.tsx";
import { Time } from "~/ui/time.tsx";
import { CaseDecision } from "./case-decision.tsx";

const states: Record<CaseState, readonly [tone: Tone, word: string]> = {
  open: ["warn", "open"],
  proposed: ["note", "proposed"],
  decided: ["note", "decided"],
  refunded: ["good", "refunded"],
  released: ["good", "released"],
  dropped: ["note", "dropped"],
};

export function CaseEntry({ of, reviewer }: { of: CaseView; reviewer: boolean }) {
  const [tone, word] = states[of.state];
  return (
    <li className="case" id={`case-${of.id}`}>
      <Seal id={of.asset} size={48} />
      <div className="stack-tight">
        <div className="row-apart">
          <h3>
            Case {of.id}: <Link to={`/assets/${of.asset}`}>{of.title}</Link>
          </h3>
          <Badge tone={tone}>{word}</Badge>
        </div>
        <Facts
          of={[
            ["Payment", <Money key="amount" of={of.amount} />],
            ["Buyer", <Hash key="payer" value={of.payer} label="Buyer's address" />],
            ["Reason", <Hash key="evidence" value={of.evidence} label="Fingerprint of the reason" />],
            ["Opened", <Time key="opened" at={of.openedAt} />],
            ["Decide until", of.deadline ? <Time key="deadline" at={of.deadline} /> : null],
          ]}
        />
        <CaseDecision of={of} reviewer={reviewer} />
      </div>
    </li>
  );
}
