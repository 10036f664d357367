import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface Service {
  readonly child: ChildProcess;
  /** All that it wrote to its standard output and error. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a TypeScript entry as the supervisor does and waits until it says that it serves. @throws with its output where it ends */
export async function spawnService(
  entry: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Service> {
  const child = spawn(process.execPath, ["--import", "tsx", entry, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (piece: Buffer) => {
      output += piece.toString();
    });
  }
  const exited = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    child.on("message", (message: { type?: string; reason?: string }) => {
      if (message.type === "ready") resolve();
      if (message.type === "failed") reject(new Error(`${entry}: ${message.reason}`));
    });
    exited.then(([code]) => reject(new Error(`${entry} ended with ${code}:\n${output}`)));
  });
  return {
    child,
    output: () => output,
    async kill(signal) {
      child.kill(signal);
      await exited;
    },
  };
}
