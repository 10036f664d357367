/** A payment, or a case over some of the payments for one licence by one payer. Times are seconds. */
export interface Paid {
  readonly amount: bigint;
  readonly at: bigint;
  readonly holdEnd: bigint;
}
export interface Freeze {
  readonly id: string;
  readonly amount: bigint;
  readonly at: bigint;
  /** Null while it is open. */
  readonly closedAt: bigint | null;
}

export interface Allocated<P extends Paid> {
  readonly payment: P;
  /** Minor units that no case has taken out of the hold. */
  readonly free: bigint;
  /** The open case that holds some of it. */
  readonly caseId: string | null;
}

/**
 * Which payments each case froze. The contract takes the oldest money that is still in its hold first, and so does this; what a case took
 * never comes back into the hold. Payments and cases are of one offer, holder and payer.
 */
export function allocateFreezes<P extends Paid>(payments: readonly P[], freezes: readonly Freeze[]): Allocated<P>[] {
  const byAge = [...payments].sort((a, b) => Number(a.at - b.at));
  const state = byAge.map((payment) => ({ payment, free: payment.amount, caseId: null as string | null }));
  for (const freeze of [...freezes].sort((a, b) => Number(a.at - b.at))) {
    let left = freeze.amount;
    for (const entry of state) {
      const { payment } = entry;
      if (payment.at > freeze.at || payment.holdEnd <= freeze.at || left === 0n) continue;
      const taken = entry.free < left ? entry.free : left;
      if (taken === 0n) continue;
      entry.free -= taken;
      left -= taken;
      if (freeze.closedAt === null) entry.caseId = freeze.id;
    }
  }
  return state;
}
