import type { ReactNode } from "react";

export type Tone = "good" | "warn" | "bad" | "note";

/** A short word for a state or a kind. The word carries the meaning; the colour only helps. */
export function Badge({ tone, children }: { tone?: Tone | undefined; children: ReactNode }) {
  return (
    <span className="badge" data-tone={tone}>
      {children}
    </span>
  );
}
