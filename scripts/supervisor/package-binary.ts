import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const Manifest = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) });

/** The script behind an installed package's command, to be run with Node: so on every system, unlike what is in node_modules/.bin. */
export function packageBinary(name: string, command: string): string {
  const folder = join("node_modules", name);
  const { bin } = Manifest.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  return join(folder, typeof bin === "string" ? bin : (bin[command] ?? ""));
}
