import type { Address } from "viem";
import { draftSchema, emptyDraft, type PublishDraft } from "./publish-draft.ts";

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const keyOf = (creator: Address): string => `tessera-draft/${creator.toLowerCase()}`;

/** The creator's draft, or an empty one. */
export function readDraft(shelf: Shelf, creator: Address): PublishDraft {
  try {
    const kept = shelf.getItem(keyOf(creator));
    return kept === null ? emptyDraft() : draftSchema.parse(JSON.parse(kept));
  } catch {
    return emptyDraft();
  }
}

/** Best effort, for a browser may keep nothing. @returns whether it was kept */
export function keepDraft(shelf: Shelf, creator: Address, draft: PublishDraft): boolean {
  try {
    shelf.setItem(keyOf(creator), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function forgetDraft(shelf: Shelf, creator: Address): void {
  try {
    shelf.removeItem(keyOf(creator));
  } catch {
    // Nothing was kept.
  }
}
