import { mosaicOf, side } from "./mosaic.ts";

/** A thing's face, drawn from its id: decoration beside its name, so hidden from screen readers. */
export function Seal({ id, size = 64 }: { id: string; size?: number }) {
  const { ground, pieces } = mosaicOf(id);
  return (
    <svg className="seal" width={size} height={size} viewBox={`-1.5 -1.5 ${side + 3} ${side + 3}`} aria-hidden="true">
      <rect x="-1.5" y="-1.5" width={side + 3} height={side + 3} fill={ground} />
      {pieces.map((piece) => (
        <path key={piece.colour} d={piece.path} fill={piece.colour} stroke={ground} strokeWidth="0.5" />
      ))}
    </svg>
  );
}
