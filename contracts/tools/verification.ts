import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forge, repository } from "./forge.ts";

/**
 * Writes contracts/out/verification-input.json: the compiler's standard JSON input, which explorers take to verify what was deployed.
 * @returns the file's path.
 */
export async function writeVerificationInput(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tessera-build-info-"));
  try {
    await forge(["build", "--force", "--skip", "test", "--build-info", "--build-info-path", folder], { capture: true });
    const [file] = await readdir(folder);
    if (file === undefined) throw new Error("forge wrote no build information.");
    const { input } = JSON.parse(await readFile(join(folder, file), "utf8")) as { input: unknown };
    const path = join(repository, "contracts/out/verification-input.json");
    await writeFile(path, JSON.stringify(input));
    return path;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
