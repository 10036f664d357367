// Plain JavaScript: runs before anything is installed.
import { spawnSync } from "node:child_process";
import { readFileSync, statfsSync } from "node:fs";

const NEARLY_FULL = 50 * 1024 * 1024;

/**
 * Runs `npm ci --ignore-scripts` in the working directory when its packages are missing or are not those of package-lock.json.
 * Says what goes wrong and answers false when they can't be installed.
 * @param {{ withDevelopment: boolean }} options
 * @returns {boolean}
 */
export function installPackages({ withDevelopment }) {
  const reason = whyInstall(withDevelopment);
  if (!reason) return true;
  console.log(`Installing packages (${reason}); this takes about a minute the first time.`);
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const args = [...first, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, error } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status === 0) return true;
  const { bavail, bsize } = statfsSync(".");
  if (bavail * bsize < NEARLY_FULL) console.error("The disk is full. Free about 1.5 GB and start again.");
  else
    console.error(`npm could not install the packages${error ? ` (${error.message})` : ""}. Its reason stands above.`);
  return false;
}

/** @param {boolean} withDevelopment */
function whyInstall(withDevelopment) {
  const wanted = packagesOf("package-lock.json");
  if (!wanted) return null;
  const installed = packagesOf("node_modules/.package-lock.json");
  if (!installed) return "none are installed";
  for (const [path, entry] of Object.entries(wanted)) {
    // Optional ones are there or not, as the platform wants; links are this repository's own packages.
    const skipped =
      path === "" || entry.link || entry.optional || entry.devOptional || !path.startsWith("node_modules/");
    if (skipped || (entry.dev && !withDevelopment)) continue;
    if (installed[path]?.version !== entry.version)
      return `${path.slice("node_modules/".length)} is not the one wanted`;
  }
  return null;
}

/** @param {string} file */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}
