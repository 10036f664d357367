import { useCallback, useState } from "react";
import type { RequestView } from "./describe-request.ts";

export interface PendingRequest {
  id: number;
  view: RequestView;
  answer: (agreed: boolean) => void;
}

/** Requests to the demo wallet, one shown at a time; `ask` resolves to what the person answered. */
export function useRequestQueue(): { current: PendingRequest | null; ask: (view: RequestView) => Promise<boolean> } {
  const [queue, setQueue] = useState<readonly PendingRequest[]>([]);
  const ask = useCallback(
    (view: RequestView) =>
      new Promise<boolean>((resolve) => {
        const id = Math.random();
        const answer = (agreed: boolean) => {
          setQueue((all) => all.filter((request) => request.id !== id));
          resolve(agreed);
        };
        setQueue((all) => [...all, { id, view, answer }]);
      }),
    [],
  );
  return { current: queue[0] ?? null, ask };
}
