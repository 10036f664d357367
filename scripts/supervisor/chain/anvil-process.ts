import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { z } from "zod";
import { DEMO_MNEMONIC, EMBEDDED_CHAIN_ID } from "~/demo-accounts.ts";
import { processCommand, processStart } from "../process-identity.ts";
import { anvilBinary } from "./anvil-binary.ts";
import { rpc } from "./json-rpc.ts";

export const CHAIN_ID = EMBEDDED_CHAIN_ID;
export const MNEMONIC = DEMO_MNEMONIC;
const START_LIMIT = 20_000;

/**
 * Runs anvil ("$0") and kills it as soon as standard input closes, which the system does when the process that holds the other end
 * dies, however it dies. Says anvil's pid on its first line.
 */
const GUARD = `
exec 3<&0
"$0" "$@" </dev/null >/dev/null 3<&- & anvil=$!
exec 2>/dev/null
{ read -r _ <&3; kill -9 "$anvil"; } >/dev/null & guard=$!
echo "$anvil"
wait "$anvil"; code=$?
kill "$guard" 2>/dev/null
exit "$code"`;

export type Anvil = {
  url: string;
  /** Settles when anvil has ended, whoever ended it. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

export type AnvilOptions = {
  genesisTime: number;
  stateFile: string | null;
  /** Where anvil keeps the states of old blocks. */
  cacheDir: string;
  /** Names the running anvil, so that the next start can end one that outlived its guard. */
  pidFile: string | null;
};

/** Thrown when anvil doesn't answer. */
export class AnvilStartError extends Error {
  override name = "AnvilStartError";
}

/** Starts anvil on a free port of this machine only, mining nothing by itself. */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  if (options.pidFile) endOrphan(options.pidFile);
  const port = await freePort();
  const args = ["--host", "127.0.0.1", "--port", String(port), "--no-mining", "--order", "fifo", "--quiet"];
  args.push("--chain-id", String(CHAIN_ID), "--mnemonic", MNEMONIC, "--timestamp", String(options.genesisTime));
  args.push("--cache-path", options.cacheDir);
  if (options.stateFile) args.push("--load-state", options.stateFile);

  const windows = process.platform === "win32";
  const [command, first] = windows ? [anvilBinary(), []] : ["/bin/sh", ["-c", GUARD, anvilBinary()]];
  // Detached, it does not get the terminal's Ctrl-C: the last snapshot is taken before it ends.
  const child = spawn(command, [...first, ...args], { stdio: ["pipe", "pipe", "inherit"], detached: !windows });
  const exited = new Promise<void>((done) => child.once("close", () => done()));
  const pid = windows ? child.pid : Number(await firstLine(child.stdout));
  if (pid && options.pidFile) writeFileSync(options.pidFile, JSON.stringify({ pid, start: processStart(pid) ?? "" }));

  const url = `http://127.0.0.1:${port}`;
  async function stop(): Promise<void> {
    if (windows) child.kill();
    else child.stdin.end();
    await exited;
    if (options.pidFile) rmSync(options.pidFile, { force: true });
  }
  await answering(url, exited).catch(async (cause) => {
    await stop();
    throw new AnvilStartError("anvil ended before it answered.", { cause });
  });
  return { url, exited, stop };
}

/** Ends the anvil that `pidFile` names, if it still runs and really is one. */
function endOrphan(pidFile: string): void {
  const Orphan = z.object({ pid: z.number().int().positive(), start: z.string() });
  try {
    const { pid, start } = Orphan.parse(JSON.parse(readFileSync(pidFile, "utf8")));
    if (processStart(pid) === start && processCommand(pid).includes("anvil")) process.kill(pid, "SIGKILL");
  } catch {
    // No file, or a torn one: nothing to end.
  }
  rmSync(pidFile, { force: true });
}

async function answering(url: string, exited: Promise<void>): Promise<void> {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  for (const until = Date.now() + START_LIMIT; Date.now() < until && !ended; await pause(15)) {
    const chainId = await rpc(url, "eth_chainId").catch(() => null);
    if (chainId !== null) return;
  }
  throw new AnvilStartError(ended ? "It ended while starting." : `No answer in ${START_LIMIT / 1000} s.`);
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  return "";
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
