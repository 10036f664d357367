import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const PORTS_USED = 15;

export interface StartedApp {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** All that it has said so far. */
  output(): string;
  /** Ends it as a person would, and removes its data if they were made here. Answers the exit code. */
  stop(): Promise<number | null>;
  /** Sends a signal and waits until the process itself has ended. Its data stay. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Kept where it is given; else a temporary folder. */
  readonly dataDir?: string;
  readonly port?: number;
}

/** Runs what `npm start` runs, on free ports, and waits until it says that it is ready. @throws with its words where it ends instead */
export async function runStart({ env, dataDir, port }: StartOptions = {}): Promise<StartedApp> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), "tessera-app-"));
  const base = port ?? (await freeBlock());
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", PORT: String(base), TESSERA_DATA: folder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "close").then(([code]) => code as number | null);
  let output = "";
  const ready = new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (piece: Buffer) => {
        output += piece.toString();
        if (output.includes("is ready at")) done();
      });
    }
  });
  const kill = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return exited;
  };
  const code = await Promise.race([ready, exited]);
  if (!output.includes("is ready at")) throw new Error(`npm start ended with code ${code}:\n${output}`);
  return {
    url: `http://localhost:${base}`,
    port: base,
    dataDir: folder,
    pid: child.pid ?? 0,
    output: () => output,
    kill,
    async stop() {
      const ended = await kill("SIGINT");
      if (!dataDir) rmSync(folder, { recursive: true, force: true });
      return ended;
    },
  };
}

/** The first of fifteen ports that are free now. */
export async function freeBlock(): Promise<number> {
  for (;;) {
    const base = 21_000 + Math.floor(Math.random() * 1000) * 20;
    const free = await Promise.all(Array.from({ length: PORTS_USED }, (_, index) => isFree(base + index)));
    if (!free.includes(false)) return base;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer().once("error", () => answer(false));
    server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
  });
}
