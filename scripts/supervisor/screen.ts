const SPINNER = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const NAME_WIDTH = 14;

export type Screen = {
  /** Shows `name` as being under way while `work` runs, then a line with the time that it took. */
  task<T>(name: string, work: (progress: (text: string) => void) => Promise<T>): Promise<T>;
  /** A line on its own. */
  say(text: string): void;
};

/** Calm progress: one line for each finished part, and on a terminal one moving line for those under way. */
export function createScreen(out: NodeJS.WriteStream = process.stdout): Screen {
  const running = new Map<string, string>();
  const live = out.isTTY === true;
  // Whoever read this may have gone: that is no reason to fall over.
  out.on("error", () => {});
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;

  function clear(): void {
    if (live) out.write("\r\x1b[K");
  }

  function draw(): void {
    if (!live || running.size === 0) return;
    const parts = [...running].map(([name, text]) => (text ? `${name}: ${text}` : name));
    const line = `  ${SPINNER[frame++ % SPINNER.length]} ${parts.join(" · ")}`;
    out.write(`\r\x1b[K${line.slice(0, (out.columns ?? 80) - 1)}`);
  }

  function say(text: string): void {
    clear();
    out.write(`${text}\n`);
    draw();
  }

  return {
    say,
    async task(name, work) {
      const begun = performance.now();
      running.set(name, "");
      timer ??= live ? setInterval(draw, 100).unref() : undefined;
      try {
        const result = await work((text) => running.set(name, text));
        running.delete(name);
        say(`  ✓ ${name.padEnd(NAME_WIDTH)} ${((performance.now() - begun) / 1000).toFixed(1)} s`);
        return result;
      } catch (error) {
        if (running.delete(name)) say(`  ✗ ${name}`);
        throw error;
      } finally {
        if (running.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      }
    },
  };
}
