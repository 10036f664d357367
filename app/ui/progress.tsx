import { formatBytes, formatDuration } from "./figures.ts";

interface ProgressProps {
  label: string;
  /** Bytes done, and in all; a total of null shows work without an end in sight. */
  done: number;
  total: number | null;
  /** Bytes a second. */
  speed?: number | null;
}

export function Progress({ label, done, total, speed }: ProgressProps) {
  const share = total ? Math.min(100, Math.floor((done / total) * 100)) : null;
  const left = speed && total ? formatDuration((total - done) / speed) : null;
  return (
    <div className="progress">
      <div className="progress-line">
        <span>{label}</span>
        <span>{share === null ? null : `${share} %`}</span>
      </div>
      {total === null ? <progress aria-label={label} /> : <progress aria-label={label} max={total || 1} value={done} />}
      <div className="progress-line quiet">
        <span>
          {formatBytes(done)}
          {total === null ? null : ` of ${formatBytes(total)}`}
        </span>
        <span>
          {speed ? `${formatBytes(speed)}/s` : null}
          {left && share !== 100 ? `, ${left} left` : null}
        </span>
      </div>
    </div>
  );
}
