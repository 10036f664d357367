import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, stopChild } from "./start-anvil.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
export const PASSPHRASE = "a passphrase for tests";

export interface NodeProcess {
  readonly url: string;
  readonly port: number;
  pid(): number;
  /** All that the process has written so far. */
  output(): string;
  kill(): Promise<void>;
  /** Starts the process again on the same port and files. */
  restart(): Promise<void>;
}

/** Real key nodes, one process each, without shares yet. */
export async function startNodes(count: number, env: Record<string, string>) {
  const dataDir = await mkdtemp(join(tmpdir(), "keynet-"));
  const nodes = await Promise.all(
    Array.from({ length: count }, (_, position) => startNode(position + 1, dataDir, env)),
  );
  return {
    dataDir,
    nodes,
    urls: nodes.map(({ url }) => url),
    async stop() {
      await Promise.all(nodes.map((node) => node.kill()));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function startNode(index: number, dataDir: string, env: Record<string, string>): Promise<NodeProcess> {
  const port = await freePort();
  let written = "";
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    child = fork(MAIN, ["--index", String(index), "--port", String(port), "--data", dataDir], {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, KEYNET_PASSPHRASE: PASSPHRASE, ...env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const collect = (chunk: Buffer) => {
      written += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    await new Promise<void>((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`Node ${index} exited with ${code}: ${written}`)));
      child.on("message", (message: { type: string }) => {
        if (message.type === "ready") resolve();
      });
    });
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: () => child.pid ?? 0,
    output: () => written,
    kill: () => stopChild(child),
    restart: start,
  };
}
