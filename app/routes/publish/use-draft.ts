import { useCallback, useEffect, useState } from "react";
import type { Address } from "viem";
import { forgetDraft, keepDraft, readDraft } from "~/features/assets/publishing/draft-storage.ts";
import { emptyDraft, type PublishDraft } from "~/features/assets/publishing/publish-draft.ts";

export interface DraftForm {
  readonly draft: PublishDraft;
  /** False until the kept draft was read: the server renders an empty one. */
  readonly ready: boolean;
  readonly change: (part: Partial<PublishDraft>) => void;
  readonly forget: () => void;
}

/** The creator's draft, kept in the browser at every change. */
export function useDraft(creator: Address): DraftForm {
  const [draft, setDraft] = useState(emptyDraft);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    setDraft(readDraft(localStorage, creator));
    setReady(true);
  }, [creator]);
  const change = useCallback(
    (part: Partial<PublishDraft>) =>
      setDraft((before) => {
        const after = { ...before, ...part };
        keepDraft(localStorage, creator, after);
        return after;
      }),
    [creator],
  );
  const forget = useCallback(() => {
    forgetDraft(localStorage, creator);
    setDraft(emptyDraft());
  }, [creator]);
  return { draft, ready, change, forget };
}
