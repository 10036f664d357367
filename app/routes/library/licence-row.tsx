import { Link } from "@remix-run/react";
import type { LicenceState, LicenceView } from "~/features/licences/licence-view.ts";
import { Badge, type Tone } from "~/ui/badge.tsx";
import { LinkButton } from "~/ui/button.tsx";
import { Facts } from "~/ui/facts.tsx";
import { formatCount } from "~/ui/figures.ts";
import { Seal } from "~/ui/seal.tsx";
import { Time } from "~/ui/time.tsx";
import { PaymentRow } from "./payment-row.tsx";

const states: Record<LicenceState, readonly [tone: Tone, word: string, meaning: string | null]> = {
  valid: ["good", "valid", null],
  expired: [
    "warn",
    "expired",
    "The term has ended. Buy again to renew it; files that you saved stay yours to use as the terms say.",
  ],
  spent: ["warn", "all uses spent", "Buy another pack to go on."],
  frozen: ["bad", "frozen", "A case is open over a payment for it. It cannot be opened until the case ends."],
  revoked: ["bad", "revoked", "A case ended with a refund, or the asset was revoked."],
};

export function LicenceRow({ licence }: { licence: LicenceView }) {
  const [tone, word, meaning] = states[licence.state];
  const page = `/assets/${licence.asset}`;
  return (
    <li className="licence">
      <Seal id={licence.asset} size={64} />
      <div className="licence-body">
        <div className="row-apart">
          <h2>
            <Link to={page}>{licence.title}</Link>
          </h2>
          <Badge tone={tone}>{word}</Badge>
        </div>
        {meaning ? <p className="small">{meaning}</p> : null}
        <Facts
          of={[
            ["Kind", `${licence.kind === "dataset" ? "Dataset" : "Adapter"}, bought at version ${licence.version}`],
            ["Since", <Time key="since" at={licence.acquiredAt} show="date" />],
            [
              licence.state === "expired" ? "Ended" : "Until",
              licence.usesLeft !== null ? null : licence.expires ? (
                <Time key="until" at={licence.expires} />
              ) : (
                "for ever"
              ),
            ],
            ["Uses left", licence.usesLeft === null ? null : formatCount(licence.usesLeft)],
          ]}
        />
        {licence.payments.map((payment) => (
          <PaymentRow key={`${payment.payer}${payment.holdEnd.getTime()}`} licence={licence} payment={payment} />
        ))}
      </div>
      <div className="licence-actions">
        {licence.state === "valid" ? (
          <LinkButton to={`${page}#open`} tone="primary">
            Open
          </LinkButton>
        ) : licence.state === "expired" || licence.state === "spent" ? (
          <LinkButton to={`${page}#licence`}>Renew</LinkButton>
        ) : null}
      </div>
    </li>
  );
}
