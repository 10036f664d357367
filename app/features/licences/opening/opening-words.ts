import { EnvelopeMalformed, RootMismatch, SegmentRefused } from "@tessera/envelope";
import { TooLargeForBrowser } from "./download-target.ts";
import { StoreUnreachable } from "./ranged-source.ts";
import type { UnlockRefusal } from "./unlock.ts";

export type OpeningFailure =
  | UnlockRefusal
  | "not-settled"
  | "store-unreachable"
  | "store-missing"
  | "wrong-bytes"
  | "no-space"
  | "too-large"
  | "declined"
  | "failed";

export interface FailureWords {
  readonly title: string;
  readonly text: string;
  /** What the person can do: buy a licence, try again, or nothing here. */
  readonly remedy: "buy" | "retry" | "none";
}

const words: Record<OpeningFailure, FailureWords> = {
  "not-allowed": {
    title: "The key nodes refused",
    text: "They asked the chain, and your account holds no licence that opens this version now. Buy one, and it opens at once.",
    remedy: "buy",
  },
  "session-refused": {
    title: "Your signature was not accepted",
    text: "It may have expired, or your clock may be wrong. Try again and sign anew.",
    remedy: "retry",
  },
  "too-often": {
    title: "Too many openings",
    text: "The key nodes let an account open only so often. Wait a minute and try again.",
    remedy: "retry",
  },
  unreachable: {
    title: "The key nodes do not answer",
    text: "Too few of them can be reached to agree. Your licence is not touched. Try again in a moment.",
    remedy: "retry",
  },
  "other-network": {
    title: "Sealed for another key network",
    text: "The network that holds this version's key is not the one in use here; it may have closed. The creator can move the key; your licence stays.",
    remedy: "none",
  },
  "no-capsule": {
    title: "No key to open with",
    text: "This version's record names no key network. Only its creator can open it.",
    remedy: "none",
  },
  broken: {
    title: "The key can't be put together",
    text: "The key nodes agreed, but what the record holds does not open. Tell the creator; you can dispute the payment inside its hold.",
    remedy: "none",
  },
  "not-settled": {
    title: "The use was not settled",
    text: "Your signed voucher did not reach the chain. Nothing was spent; trying again never spends twice.",
    remedy: "retry",
  },
  "store-unreachable": {
    title: "The store does not answer",
    text: "What you have is kept. Go on when the connection is back.",
    remedy: "retry",
  },
  "store-missing": {
    title: "The store does not have the file",
    text: "No copy of this version can be found there. Tell the creator; you can dispute the payment inside its hold.",
    remedy: "none",
  },
  "wrong-bytes": {
    title: "These are not the bytes that were listed",
    text: "What the store gave does not match the listing, so none of it was saved as whole. You can dispute the payment inside its hold.",
    remedy: "retry",
  },
  "no-space": { title: "The disk is full", text: "Make room and go on.", remedy: "retry" },
  "too-large": {
    title: "Too large for this browser",
    text: "It can neither choose where to save nor stream a download. Use Chrome or Edge, or the command line.",
    remedy: "none",
  },
  declined: { title: "You declined", text: "Nothing was opened, and nothing was spent.", remedy: "retry" },
  failed: { title: "It could not be opened", text: "Something unexpected happened. Try again.", remedy: "retry" },
};

export const wordsOf = (failure: OpeningFailure): FailureWords => words[failure];

/** What went wrong, from whatever was thrown on the way. */
export function failureOf(error: unknown): OpeningFailure {
  if (error instanceof StoreUnreachable) return error.missing ? "store-missing" : "store-unreachable";
  if (error instanceof SegmentRefused || error instanceof RootMismatch || error instanceof EnvelopeMalformed)
    return "wrong-bytes";
  if (error instanceof TooLargeForBrowser) return "too-large";
  if (error instanceof DOMException && error.name === "QuotaExceededError") return "no-space";
  if (error instanceof DOMException && ["AbortError", "NotAllowedError"].includes(error.name)) return "declined";
  return isRejection(error) ? "declined" : "failed";
}

/** EIP-1193: the person said no in the wallet; viem wraps it. */
function isRejection(error: unknown): boolean {
  for (let cause = error; typeof cause === "object" && cause !== null; cause = "cause" in cause ? cause.cause : null) {
    if ("code" in cause && cause.code === 4001) return true;
  }
  return false;
}
