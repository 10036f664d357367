import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);

export class ForgeFailed extends Error {
  override readonly name = "ForgeFailed";
}

/** The platform's own binary: npm's shim costs 0.3 s a call. */
export function binary(): string {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const manifest = require.resolve(`@foundry-rs/forge-${process.platform}-${arch}/package.json`);
  return join(dirname(manifest), "bin", process.platform === "win32" ? "forge.exe" : "forge");
}

/**
 * Runs forge at the repository's root with the configuration of contracts/.
 * @returns its standard output where `capture` is set, else the empty string.
 * @throws ForgeFailed where it ends with another code than 0.
 */
export function forge(
  args: readonly string[],
  { capture = false, env = {} }: { capture?: boolean; env?: Record<string, string> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary(), args, {
      cwd: repository,
      env: {
        ...process.env,
        FOUNDRY_CONFIG: join(repository, "contracts/foundry.toml"),
        FOUNDRY_DISABLE_NIGHTLY_WARNING: "1",
        ...env,
      },
      stdio: ["ignore", capture ? "pipe" : "inherit", "inherit"],
    });
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(output) : reject(new ForgeFailed(`forge ${args[0]} ended with ${code}.\n${output}`)),
    );
  });
}
