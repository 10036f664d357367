import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { processCommand, processStart } from "./process-identity.ts";

const EVERY = 500;

/**
 * Calls `gone` when the `npm` that started this process has died without passing a signal on (kill -9). Does nothing when it was not
 * started by npm: then nobody expects it to end with its parent.
 */
export function watchLauncher(gone: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const chain = ancestors();
  const npm = chain.findIndex((pid) => /\bnpm\b/.test(processCommand(pid)));
  const watched = chain.slice(0, npm + 1).map((pid) => ({ pid, start: processStart(pid) }));
  if (watched.length === 0) return;
  const timer = setInterval(() => {
    if (watched.every(({ pid, start }) => processStart(pid) === start)) return;
    clearInterval(timer);
    gone();
  }, EVERY);
  timer.unref();
}

/** Parent, grandparent and great-grandparent: npm starts a shell that starts us. */
function ancestors(): number[] {
  const chain = [process.ppid];
  while (chain.length < 3) chain.push(parentOf(chain.at(-1) ?? 0));
  return chain.filter((pid) => pid > 1);
}

function parentOf(pid: number): number {
  try {
    if (process.platform !== "linux") {
      return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}
