/** Bytes a second over the last seconds, and how long the rest takes at that speed. */
export interface SealingSpeed {
  /** Null until there is enough to tell. */
  readonly speed: number | null;
  readonly secondsLeft: number | null;
}

const WINDOW_SECONDS = 8;

export function createSpeedometer(now: () => number = () => performance.now()) {
  let samples: { readonly at: number; readonly bytes: number }[] = [];
  return (bytes: number, total: number): SealingSpeed => {
    const at = now() / 1000;
    samples = [...samples.filter((sample) => at - sample.at <= WINDOW_SECONDS), { at, bytes }];
    const [first] = samples;
    if (first === undefined || at - first.at < 0.2 || bytes <= first.bytes) return { speed: null, secondsLeft: null };
    const speed = (bytes - first.bytes) / (at - first.at);
    return { speed, secondsLeft: (total - bytes) / speed };
  };
}
