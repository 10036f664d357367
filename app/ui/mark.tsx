const solid = [
  [0, 0],
  [2, 0],
  [1, 1],
  [1, 2],
] as const;
const faint = [
  [0, 1],
  [2, 1],
  [0, 2],
  [2, 2],
] as const;

/** The sign of the house: nine tiles of which five make a T, one of them fired clay. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 29 29" aria-hidden="true">
      {solid.map(([x, y]) => (
        <rect key={`${x}${y}`} x={x * 10} y={y * 10} width="9" height="9" fill="currentColor" />
      ))}
      {faint.map(([x, y]) => (
        <rect key={`${x}${y}`} x={x * 10} y={y * 10} width="9" height="9" fill="currentColor" opacity="0.16" />
      ))}
      <rect x="10" y="0" width="9" height="9" fill="var(--accent)" />
    </svg>
  );
}
