import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Abi, Hex } from "viem";

interface Artifact {
  readonly abi: Abi;
  readonly bytecode: Hex;
}

interface Output {
  readonly errors?: { severity: string; formattedMessage: string }[];
  readonly contracts: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>;
}

let compiled: Promise<Record<string, Artifact>> | null = null;

/** The contracts of Fixtures.sol by name, compiled once in a process. */
export function compileFixtures(): Promise<Record<string, Artifact>> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<Record<string, Artifact>> {
  const content = await readFile(new URL("contracts/Fixtures.sol", import.meta.url), "utf8");
  const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string };
  const settings = { outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
  const input = { language: "Solidity", sources: { "Fixtures.sol": { content } }, settings };
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as Output;
  const failures = output.errors?.filter(({ severity }) => severity === "error") ?? [];
  if (failures.length > 0) throw new Error(failures.map(({ formattedMessage }) => formattedMessage).join("\n"));
  const contracts = Object.entries(output.contracts["Fixtures.sol"] ?? {});
  return Object.fromEntries(
    contracts.map(([name, { abi, evm }]) => [name, { abi, bytecode: `0x${evm.bytecode.object}` as Hex }]),
  );
}
