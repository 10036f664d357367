import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Also what is inside gzip, as a chain's snapshot may be. */
function contentsOf(path: string): Buffer[] {
  const content = readFileSync(path);
  if (content[0] !== 0x1f || content[1] !== 0x8b) return [content];
  try {
    return [content, gunzipSync(content)];
  } catch {
    return [content];
  }
}

/** The files below a folder that hold one of the needles, with the needle's name. Only what can't be read is passed over. */
export function findBytes(folder: string, needles: Readonly<Record<string, Buffer>>): string[] {
  const found: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    const status = statSync(path, { throwIfNoEntry: false });
    if (!status?.isFile()) continue;
    for (const content of contentsOf(path)) {
      for (const [label, needle] of Object.entries(needles)) {
        if (content.includes(needle)) found.push(`${label} in ${name}`);
      }
    }
  }
  return found;
}
