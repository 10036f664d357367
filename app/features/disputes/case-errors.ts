/** Words for the contract's refusals. */
export const caseErrors: Readonly<Record<string, string>> = {
  SameReviewer: "You proposed this decision: another reviewer must confirm it.",
  NotReviewer: "This account is not a reviewer.",
  WrongState: "The case has moved on meanwhile. Reload to see where it stands.",
  WrongTime: "The time for this has passed, or has not come.",
  NotRefundable: "This payment is no longer inside its hold, so it cannot be frozen.",
  NotParty: "Only the payer or the holder can do this.",
};
