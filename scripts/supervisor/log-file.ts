import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

const MAX_BYTES = 5 * 1024 * 1024;
const LAST_LINES = 12;

export type LogFile = {
  write(chunk: Buffer): void;
  /** The newest lines, for the person at the terminal when a part fails. */
  lastLines(): string;
};

/** A file that is renamed to `.1` when it has grown to 5 MB. A full disk costs log lines, never the service. */
export function openLogFile(file: string): LogFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let size = sizeOf(file);
  let tail = "";
  return {
    write(chunk) {
      tail = (tail + chunk.toString("utf8")).slice(-4000);
      try {
        if (size > MAX_BYTES) {
          renameSync(file, `${file}.1`);
          size = 0;
        }
        appendFileSync(file, chunk, { mode: 0o600 });
        size += chunk.length;
      } catch {
        // Nowhere left to say it.
      }
    },
    lastLines: () => tail.trimEnd().split("\n").slice(-LAST_LINES).join("\n"),
  };
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
