import type { Address } from "viem";

/** What an account may do beside what everyone may. The chain says who has which. */
export type Role = "reviewer" | "operator";

/** A signed-in account: the authority under which an operation runs. A visitor who has not signed in is `null`. */
export interface Actor {
  /** Lower case. */
  readonly address: Address;
  readonly name: string | null;
  readonly roles: ReadonlySet<Role>;
}

export const mayReview = (actor: Actor | null): boolean => actor?.roles.has("reviewer") ?? false;
