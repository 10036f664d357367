import { useEffect, useState } from "react";

const absolute = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const steps = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "in 3 days", "2 minutes ago" */
export function formatRelative(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return seconds > 0 ? "in a moment" : "just now";
}

interface TimeProps {
  at: Date | string;
  /** full: "21 Nov 2026, 02:53 UTC (in 3 days)"; date: the day; relative: "in 3 days" with the rest in the title. */
  show?: "full" | "date" | "relative";
}

/** The server renders the absolute time in UTC; what is relative to now appears after hydration, so the two never differ. */
export function Time({ at, show = "full" }: TimeProps) {
  const date = typeof at === "string" ? new Date(at) : at;
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const full = `${absolute.format(date)} UTC`;
  const text = show === "full" ? full : day.format(date);
  const near = now ? formatRelative(date, now) : null;
  return (
    <time dateTime={date.toISOString()} title={full}>
      {show === "relative" ? (near ?? text) : text}
      {show === "full" && near ? <span className="quiet"> ({near})</span> : null}
    </time>
  );
}
