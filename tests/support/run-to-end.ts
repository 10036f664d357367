import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs a TypeScript script to its end. @returns all that it wrote @throws with that where it fails */
export async function runToEnd(entry: string, env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", entry], { env: { ...process.env, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (piece: Buffer) => {
      output += piece.toString();
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${entry} ended with ${code}:\n${output}`);
  return output;
}
