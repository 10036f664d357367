/** How the client of Lit 7.4.0 begins the line in which it prints the decryption key. */
const KEY_LINE = "signature from encrypt op";

let running = 0;

/** Runs `work` while no line that holds a decryption key reaches the console. All other lines do. */
export async function withoutKeyLogs<T>(work: () => Promise<T>): Promise<T> {
  if (running === 0) installFilter();
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    if (running === 0) removeFilter();
  }
}

let original: typeof console.log | null = null;

function installFilter(): void {
  const log = console.log;
  original = log;
  console.log = (...line: unknown[]) => {
    if (typeof line[0] === "string" && line[0].startsWith(KEY_LINE)) return;
    log.apply(console, line);
  };
}

function removeFilter(): void {
  if (original !== null) console.log = original;
  original = null;
}
