/** One measured figure against its bar. */
export interface Measure {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: number;
  /** Whether the bar is the least or the most that is good enough. */
  readonly better: "higher" | "lower";
}

let short = false;

const figure = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();

/** Prints `METRIC VALUE UNIT bar BAR ok|short`. The process exits with 1 where any was short. */
export function report({ metric, value, unit, bar, better }: Measure): void {
  const ok = better === "higher" ? value >= bar : value <= bar;
  short ||= !ok;
  process.exitCode = short ? 1 : 0;
  process.stdout.write(`${metric} ${figure(value)} ${unit} bar ${figure(bar)} ${ok ? "ok" : "short"}\n`);
}

/** Prints a figure that stands beside the measures and has no bar. */
export function note(metric: string, value: number, unit: string): void {
  process.stdout.write(`# ${metric} ${figure(value)} ${unit}\n`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError("There is no median of nothing.");
  return middle;
}
