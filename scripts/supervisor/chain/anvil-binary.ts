import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Thrown when anvil's package for this platform isn't installed. */
export class AnvilMissingError extends Error {
  override name = "AnvilMissingError";
  constructor(name: string, options?: ErrorOptions) {
    super(
      `${name} is not installed, so the embedded chain can't run. Run npm ci, or set CHAIN_RPC_URL to a chain of your own.`,
      options,
    );
  }
}

/** The path of anvil's binary for this platform. The package's own launcher would cost 0.3 s at each start. */
export function anvilBinary(): string {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const name = `@foundry-rs/anvil-${process.platform}-${arch}`;
  // The platform package is a dependency of @foundry-rs/anvil, which a package manager may nest beneath it.
  const fromAnvil = createRequire(join(dirname(manifestOf("@foundry-rs/anvil")), "index.js"));
  try {
    const folder = dirname(fromAnvil.resolve(`${name}/package.json`));
    const binary = join(folder, "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
    if (existsSync(binary)) return binary;
  } catch (cause) {
    throw new AnvilMissingError(name, { cause });
  }
  throw new AnvilMissingError(name);
}

function manifestOf(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(`${name}/package.json`);
  } catch (cause) {
    throw new AnvilMissingError(name, { cause });
  }
}
