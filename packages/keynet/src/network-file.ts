import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { type Network, networkSchema } from "./network.ts";

/** @returns null where there is no such file. */
export async function readNetwork(path: string): Promise<Network | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : networkSchema.parse(JSON.parse(text));
}

/** Written whole or not at all. */
export async function writeNetwork(path: string, network: Network): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.new`;
  const file = await open(temporary, "w", 0o644);
  await file.writeFile(`${JSON.stringify(network, null, 2)}\n`);
  await file.sync();
  await file.close();
  await rename(temporary, path);
}
