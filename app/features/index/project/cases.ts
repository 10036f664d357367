import type { RowStore } from "../row-store.ts";
import type { RowOf } from "../table.ts";
import { caseEvent, caseTable, roleGrant } from "../tables.ts";
import { type CasesProjection, idText, low, type Place } from "./event.ts";

type CaseRow = RowOf<typeof caseTable>;

export const projectCases: CasesProjection = {
  CaseOpened({ caseId, assetId, opener, kind, offerId, holder, payer, amount, deadline, evidence }, place, rows) {
    rows.put(caseTable, {
      id: caseId,
      kind: kind === 0 ? "dispute" : "notice",
      state: "open",
      asset_id: idText(assetId),
      offer_id: kind === 0 ? idText(offerId) : null,
      opener: low(opener),
      holder: low(holder),
      payer: low(payer),
      amount,
      evidence,
      deadline,
      executable_at: 0n,
      proposer: null,
      confirmer: null,
      refund: 0n,
      action: 0,
      action_data: "0x",
      round: 0,
      consents: 0,
      outcome: null,
      opened_at: place.time,
      closed_at: null,
      block: place.block,
    });
    note(rows, place, { caseId, kind: "opened", account: low(opener), detail: evidence });
  },

  EvidenceSubmitted({ caseId, author, evidence }, place, rows) {
    note(rows, place, { caseId, kind: "evidence", account: low(author), detail: evidence });
  },

  Proposed({ caseId, reviewer, decision }, place, rows) {
    change(rows, caseId, () => ({
      state: "proposed",
      proposer: low(reviewer),
      confirmer: null,
      refund: decision.refund,
      action: decision.action,
      action_data: decision.data,
    }));
    note(rows, place, { caseId, kind: "proposed", account: low(reviewer), detail: decision.refund.toString() });
  },

  Refused({ caseId, reviewer }, place, rows) {
    change(rows, caseId, ({ round }) => ({ state: round === 0 ? "open" : "appealed", proposer: null }));
    note(rows, place, { caseId, kind: "refused", account: low(reviewer), detail: null });
  },

  Confirmed({ caseId, reviewer, executableAt }, place, rows) {
    change(rows, caseId, () => ({ state: "decided", confirmer: low(reviewer), executable_at: executableAt }));
    note(rows, place, { caseId, kind: "confirmed", account: low(reviewer), detail: null });
  },

  Appealed({ caseId, party, deadline, evidence }, place, rows) {
    change(rows, caseId, ({ round }) => ({
      state: "appealed",
      round: round + 1,
      deadline,
      proposer: null,
      confirmer: null,
    }));
    note(rows, place, { caseId, kind: "appealed", account: low(party), detail: evidence });
  },

  Executed({ caseId, decision }, place, rows) {
    close(rows, place, caseId, ({ kind }) => {
      if (kind === "notice") return decision.action === 0 ? "dismissed" : "upheld";
      return decision.refund > 0n ? "refunded" : "released";
    });
    note(rows, place, { caseId, kind: "executed", account: null, detail: decision.refund.toString() });
  },

  Lapsed({ caseId }, place, rows) {
    close(rows, place, caseId, ({ kind }) => (kind === "dispute" ? "refunded" : "dismissed"));
    note(rows, place, { caseId, kind: "lapsed", account: null, detail: null });
  },

  Dropped({ caseId }, place, rows) {
    close(rows, place, caseId, () => "dropped");
    note(rows, place, { caseId, kind: "dropped", account: null, detail: null });
  },

  InspectionConsented({ caseId, reviewer }, place, rows) {
    change(rows, caseId, ({ consents }) => ({ consents: consents + 1 }));
    note(rows, place, { caseId, kind: "consented", account: low(reviewer), detail: null });
  },

  EmergencyFrozen({ caseId, reviewer, until }, place, rows) {
    note(rows, place, { caseId, kind: "emergency", account: low(reviewer), detail: until.toString() });
  },

  EmergencyConfirmed({ caseId, reviewer, until }, place, rows) {
    note(rows, place, { caseId, kind: "emergency-confirmed", account: low(reviewer), detail: until.toString() });
  },

  Escalated({ caseId, disputeId }, place, rows) {
    change(rows, caseId, () => ({ state: "arbitrated" }));
    note(rows, place, { caseId, kind: "escalated", account: null, detail: disputeId.toString() });
  },

  ReviewerSet({ account, allowed }, _place, rows) {
    rows.put(roleGrant, { role: "reviewer", account: low(account), allowed });
  },
};

/** A closed case stays closed, in whatever order one transaction tells of its decision and its execution. */
function change(rows: RowStore, id: bigint, to: (before: CaseRow) => Partial<CaseRow>): void {
  const before = rows.get(caseTable, { id });
  if (before) rows.put(caseTable, { ...before, ...to(before), ...(before.state === "closed" && { state: "closed" }) });
}

function close(rows: RowStore, place: Place, id: bigint, outcome: (before: CaseRow) => string): void {
  change(rows, id, (before) => ({ state: "closed", outcome: outcome(before), closed_at: place.time }));
}

interface Note {
  readonly caseId: bigint;
  readonly kind: string;
  readonly account: string | null;
  readonly detail: string | null;
}

function note(rows: RowStore, place: Place, { caseId, kind, account, detail }: Note): void {
  rows.add(caseEvent, {
    id: place.id,
    case_id: caseId,
    kind,
    account,
    detail,
    at: place.time,
    block: place.block,
    tx: place.tx,
  });
}
