import { useEffect, useState } from "react";

interface HashProps {
  value: string;
  /** What it is, for the copy button's name: "Plaintext root". */
  label: string;
  /** Characters kept at each end. */
  keep?: number;
  copy?: boolean;
}

/** A long hash, id or address with its middle left out, and a button that copies it whole. */
export function Hash({ value, label, keep = 6, copy = true }: HashProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const lead = value.startsWith("0x") ? keep + 2 : keep;
  const short = value.length > lead + keep + 1 ? `${value.slice(0, lead)}…${value.slice(-keep)}` : value;
  return (
    <span className="hash">
      <span title={value}>{short}</span>
      {copy ? (
        <button
          type="button"
          aria-label={copied ? `${label} copied` : `Copy ${label.toLowerCase()}`}
          onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
        >
          <svg
            width="14"
            height="14"
            viewBox="0 0 14 14"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            aria-hidden="true"
          >
            {copied ? <path d="M2.5 7.5l3 3 6-7" /> : <path d="M4.5 4.5v-3h8v8h-3M1.5 4.5h8v8h-8z" />}
          </svg>
        </button>
      ) : null}
    </span>
  );
}
