import { spawn } from "node:child_process";
import type { LogFile } from "./log-file.ts";
import { CannotStartError } from "./settings.ts";

/** Runs a script of ours to its end through tsx. Throws a sentence with its last words when it fails. */
export async function runScript(
  entry: string,
  env: NodeJS.ProcessEnv,
  log: LogFile,
  progress: (text: string) => void,
): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", entry], {
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child.stdout?.on("data", log.write);
  child.stderr?.on("data", log.write);
  child.on("message", (message: { type?: string; text?: string }) => {
    if (message.type === "progress") progress(String(message.text));
  });
  const code = await new Promise((done) => child.once("close", done));
  if (code !== 0) throw new CannotStartError(`${entry} failed:\n${log.lastLines()}`);
}
