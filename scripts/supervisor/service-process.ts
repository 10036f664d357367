import { type ChildProcess, spawn } from "node:child_process";
import { z } from "zod";
import type { LogFile } from "./log-file.ts";
import { CannotStartError } from "./settings.ts";

const Message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("progress"), text: z.string() }),
  z.object({ type: z.literal("failed"), reason: z.string() }),
]);

const PRELOAD = new URL("./preload.mjs", import.meta.url).href;
const LONGEST_PAUSE = 30_000;
const STEADY_AFTER = 60_000;

export type ServiceOptions = {
  name: string;
  entry: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  log: LogFile;
  /** What the service says of itself, while it starts and later. */
  onProgress(text: string): void;
  /** It ended by itself and starts again after `pause` milliseconds. */
  onCrash(how: string, pause: number): void;
};

export type ServiceProcess = {
  name: string;
  /** Settles when it serves for the first time; rejects with a sentence when it can't start. */
  ready: Promise<void>;
  running(): boolean;
  /** Asks it to end, and ends it after `limit` milliseconds. It is not started again. */
  stop(limit: number): Promise<void>;
};

/** Runs one service as a child, and again whenever it ends by itself after having been ready once. */
export function runService(options: ServiceOptions): ServiceProcess {
  let child: ChildProcess | null = null;
  let stopped = false;
  let pause = 500;
  let restart: NodeJS.Timeout | undefined;

  const ready = new Promise<void>((done, fail) => launch(done, fail));

  function launch(onReady?: () => void, onFailure?: (error: Error) => void): void {
    const begun = Date.now();
    let reason = "";
    let served = false;
    const command = ["--import", PRELOAD, "--import", "tsx", options.entry, ...(options.args ?? [])];
    const started = spawn(process.execPath, command, {
      env: { ...options.env, TESSERA_PART: options.name },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    child = started;
    started.stdout?.on("data", options.log.write);
    started.stderr?.on("data", options.log.write);
    started.on("error", (error) => options.log.write(Buffer.from(`${error}\n`)));
    started.on("message", (raw) => {
      const message = Message.safeParse(raw).data;
      if (message?.type === "progress") options.onProgress(message.text);
      if (message?.type === "failed") reason = message.reason;
      if (message?.type === "ready") {
        served = true;
        onReady?.();
      }
    });
    started.on("close", (code, signal) => {
      child = null;
      if (stopped) return;
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      if (!served && onFailure) return onFailure(new CannotStartError(describe(how, reason)));
      if (Date.now() - begun > STEADY_AFTER) pause = 500;
      options.onCrash(reason || how, pause);
      restart = setTimeout(() => launch(), pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  }

  function describe(how: string, reason: string): string {
    return `${options.name} can't start: ${reason || `it ${how}.\n${options.log.lastLines()}`}`;
  }

  async function stop(limit: number): Promise<void> {
    stopped = true;
    clearTimeout(restart);
    const current = child;
    if (!current) return;
    const closed = new Promise((done) => current.once("close", done));
    current.kill("SIGTERM");
    const force = setTimeout(() => current.kill("SIGKILL"), limit);
    await closed;
    clearTimeout(force);
  }

  return { name: options.name, ready, running: () => child !== null, stop };
}
