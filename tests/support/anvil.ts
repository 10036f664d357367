import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface Anvil {
  readonly rpcUrl: string;
  /** Sends any method to the node: `anvil_reorg`, `anvil_setCode`, `evm_mine`... */
  send(method: string, ...params: unknown[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** A chain of its own on a free port, with blocks mined on demand and anvil's usual accounts. Nothing is kept. */
export async function startAnvil(...options: string[]): Promise<Anvil> {
  const child = spawn(binary(), ["--port", "0", "--chain-id", "31337", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const rpcUrl = `http://${await listening(child)}`;
  let id = 0;
  return {
    rpcUrl,
    async send(method, ...params) {
      const body = JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params });
      const response = await fetch(rpcUrl, { method: "POST", headers: { "Content-Type": "application/json" }, body });
      const answer = (await response.json()) as { result?: unknown; error?: { message: string } };
      if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
      return answer.result;
    },
    async stop() {
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function binary(): string {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve(`@foundry-rs/anvil-${process.platform}-${archName()}/package.json`));
  const file = join(folder, "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
  if (!existsSync(file)) throw new Error(`There is no anvil at ${file}.`);
  return file;
}

const archName = () => (process.arch === "x64" ? "amd64" : process.arch);

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (piece: Buffer) => {
      said += piece.toString();
      const address = /Listening on (\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`anvil ended with code ${code}: ${said}`)));
  });
}
