/** Grey lines where text is on its way. */
export function Skeleton({ lines = 3, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div className="stack-tight" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span className="skeleton" key={line} />
      ))}
    </div>
  );
}
