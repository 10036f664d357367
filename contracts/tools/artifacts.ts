import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "./forge.ts";

const contracts = [
  "TesseraExtension",
  "TesseraListing",
  "Tessera",
  "Cases",
  "Lens",
  "KeyNetwork",
  "DemoUSDC",
  "TimelockController",
] as const;

interface Compiled {
  readonly abi: readonly { type: string; inputs?: readonly unknown[] }[];
  readonly deployedBytecode: { readonly object: string };
  readonly bytecode: {
    readonly object: string;
  };
}

async function artifact(contract: string): Promise<object> {
  const path = join(repository, `contracts/out/${contract}.sol/${contract}.json`);
  const { abi, bytecode, deployedBytecode } = JSON.parse(await readFile(path, "utf8")) as Compiled;
  const creation = abi.find(({ type }) => type === "constructor");
  const runtimeBytes = (deployedBytecode.object.length - 2) / 2;
  return { inputs: creation?.inputs ?? [], runtimeBytes, bytecode: bytecode.object };
}

/**
 * Writes contracts/abi/bytecode.json, from which the contracts are deployed without a compiler, or with `check` compares.
 * @returns the files that differed (and, without `check`, were written).
 */
export async function generateBytecode({ check }: { check: boolean }): Promise<string[]> {
  const folder = join(repository, "contracts/abi");
  await mkdir(folder, { recursive: true });
  const entries = await Promise.all(contracts.map(async (name) => [name, await artifact(name)] as const));
  const text = `${JSON.stringify(Object.fromEntries(entries), null, 1)}\n`;
  const path = join(folder, "bytecode.json");
  if ((await readFile(path, "utf8").catch(() => "")) === text) return [];
  if (!check) await writeFile(path, text);
  return ["contracts/abi/bytecode.json"];
}
