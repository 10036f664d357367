import type { ReactNode } from "react";
import type { Tone } from "./badge.tsx";

interface NoticeProps {
  tone?: Tone;
  title?: string;
  /** Read out as soon as it appears: for what follows an action. */
  live?: boolean;
  children?: ReactNode;
}

export function Notice({ tone = "note", title, live, children }: NoticeProps) {
  const role = live ? (tone === "bad" ? "alert" : "status") : undefined;
  return (
    <div className="notice" data-tone={tone} role={role}>
      {title ? <strong>{title}</strong> : null}
      {children}
    </div>
  );
}
