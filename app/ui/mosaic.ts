/** One path of the picture: all pieces of one colour. */
export interface Piece {
  readonly colour: string;
  readonly path: string;
}

/** A ground and three stones, after the pigments of Roman floors. */
const palettes = [
  ["#e9e4d8", "#9a3a1b", "#2d3b3a", "#c9a66b"],
  ["#e4e8e6", "#1f4e79", "#7d2c12", "#8fa9b8"],
  ["#ece6da", "#2f5d50", "#b5562f", "#c4b48a"],
  ["#e6e4e9", "#533a5b", "#a8763e", "#9aa3a0"],
  ["#e8ebe4", "#3a4a2a", "#a33b2a", "#b9b27c"],
  ["#e3e9ec", "#123c4a", "#c07a3a", "#7fa39b"],
  ["#efe6df", "#6b1f2a", "#34495c", "#c9a08a"],
  ["#e7e9e2", "#22302f", "#b8893b", "#8f5a46"],
] as const;

export const unit = 6;
const half = 4;
export const side = half * 2 * unit;

type Point = readonly [number, number];

/** Pieces of a cell, as corners in a square of 1: whole, the four halves, a lozenge's quarter, a strip. */
const shapes: readonly (readonly Point[])[] = [
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
  [
    [0, 0],
    [1, 0],
    [0, 1],
  ],
  [
    [1, 0],
    [1, 1],
    [0, 1],
  ],
  [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
  [
    [0, 0],
    [1, 1],
    [0, 1],
  ],
  [
    [0.5, 0],
    [1, 0.5],
    [0.5, 1],
    [0, 0.5],
  ],
  [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.75],
  ],
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
];

/** Reads an id's text as a stream of bytes (FNV-1a, then xorshift): any text gives a picture, the same one everywhere. */
function byteStream(text: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193) >>> 0;
  state ||= 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return (state >>> 8) & 0xff;
  };
}

function draw(shape: readonly Point[], x: number, y: number, flipX: boolean, flipY: boolean): string {
  const corners = shape.map(([u, v]) => {
    const px = (x + u) * unit;
    const py = (y + v) * unit;
    return `${flipX ? side - px : px} ${flipY ? side - py : py}`;
  });
  return `M${corners.join("L")}Z`;
}

/** A floor of cut stone in fourfold symmetry, drawn from an id alone: the face of a thing that has no picture. */
export function mosaicOf(id: string): { ground: string; pieces: Piece[] } {
  const next = byteStream(id);
  const palette = palettes[next() % palettes.length] ?? palettes[0];
  const [ground, ...stones] = palette;
  const paths = stones.map(() => "");
  for (let y = 0; y < half; y += 1) {
    for (let x = 0; x <= y; x += 1) {
      const shape = shapes[next() % shapes.length];
      const stone = (next() % 7) >> 1;
      if (!shape || stone === stones.length) continue;
      const mirrored = shape.map(([u, v]): Point => [v, u]);
      for (const [flipX, flipY] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        paths[stone] += draw(shape, x, y, flipX, flipY);
        if (x !== y) paths[stone] += draw(mirrored, y, x, flipX, flipY);
      }
    }
  }
  const pieces = stones.map((colour, at) => ({ colour, path: paths[at] ?? "" })).filter((piece) => piece.path !== "");
  return { ground, pieces };
}
