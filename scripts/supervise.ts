import { mkdirSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { LockedError, takeLock } from "./supervisor/process-lock.ts";
import { createScreen, type Screen } from "./supervisor/screen.ts";
import { CannotStartError, readSettings, type Settings } from "./supervisor/settings.ts";
import { startMarketplace } from "./supervisor/start-marketplace.ts";
import { watchLauncher } from "./supervisor/watch-launcher.ts";

const LEAST_SPACE = 100 * 1024 * 1024;

/** `npm start`: builds what changed, starts every part in order, and keeps them running until Ctrl-C. */
export async function supervise(): Promise<void> {
  const screen = createScreen();
  let stop: (() => Promise<void>) | null = null;
  let stopping: Promise<never> | null = null;
  const end = (code: number): Promise<never> => {
    stopping ??= (async () => {
      await stop?.();
      process.exit(code);
    })();
    return stopping;
  };
  let interrupts = 0;
  process.on("SIGINT", () => {
    if (interrupts++ > 0) process.exit(130);
    screen.say("\nStopping. Everything is kept; npm start picks it up again.");
    void end(0);
  });
  process.on("SIGTERM", () => void end(0));
  process.on("SIGHUP", () => void end(0));
  watchLauncher(() => void end(1));

  try {
    const settings = readSettings(process.env);
    const release = occupy(settings);
    const marketplace = startMarketplace(settings, screen);
    stop = async () => {
      await marketplace.stop();
      release();
    };
    await marketplace.ready;
    sayWelcome(screen, settings);
  } catch (error) {
    if (stopping) return;
    screen.say(`\n${explain(error)}`);
    await end(1);
  }
}

/** One marketplace a data folder. The lock's note says where the one that runs is reached. */
function occupy({ dataDir, publicUrl }: Settings): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize < LEAST_SPACE) {
    throw new CannotStartError(
      `The disk that holds ${dataDir} is full. Free some space, or set TESSERA_DATA to a folder elsewhere.`,
    );
  }
  try {
    return takeLock(join(dataDir, "running.lock"), publicUrl);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    const { note, pid } = error.holder;
    throw new CannotStartError(`Tessera runs already at ${note} (process ${pid}).`, { cause: error });
  }
}

function explain(error: unknown): string {
  if (error instanceof CannotStartError) return error.message;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (/ENOSPC|no space left/i.test(text))
    return "The disk is full. Free some space and start again: nothing that was kept is lost.";
  if (/EACCES|EROFS/.test(text)) return `The data folder can't be written (TESSERA_DATA chooses another).\n${text}`;
  return `Tessera can't start.\n${text}`;
}

function sayWelcome(screen: Screen, { publicUrl, dataDir, chain }: Settings): void {
  const lines = ["", `  Tessera is ready at ${publicUrl}`, ""];
  if (!chain) {
    lines.push(
      "  Try: sign in with the demo wallet, open an asset, buy it with demo USDC, and open it.",
      "       Then sign in as the creator and see what it earned, or publish a file of your own.",
      "",
    );
  }
  screen.say([...lines, `  State and logs are in ${dataDir}. Ctrl-C stops.`, ""].join("\n"));
}
