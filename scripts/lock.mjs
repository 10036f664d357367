// node scripts/lock.mjs [--check]: completes package-lock.json, or says what is missing.
//
// npm leaves an optional platform package out of the lock when the registry that it was made with did not offer it, and `npm ci` then
// refuses the lock on every machine. An entry with the version and the platform is all that `npm ci` needs, here and there.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../package-lock.json", import.meta.url);
const PLATFORM =
  /-(darwin|linux|win32|freebsd|android|openbsd|netbsd|sunos)-(x64|amd64|arm64|arm|ia32)(?:-(gnu|glibc|musl))?/;

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => PLATFORM.test(name) && !isInstalledFor(path, name))
    .map(([name, version]) => ({ name, version, dev: entry.dev })),
);

if (missing.length === 0) {
  console.log("package-lock.json names the packages of every platform.");
} else if (process.argv.includes("--check")) {
  console.error(`package-lock.json lacks ${missing.map(({ name }) => name).join(", ")}. Run: node scripts/lock.mjs`);
  process.exitCode = 1;
} else {
  for (const { name, version, dev } of missing) lock.packages[`node_modules/${name}`] = entryOf(name, version, dev);
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`Added ${missing.map(({ name }) => name).join(", ")}.`);
}

/** Whether Node would find `name` from the package at `path`: within it, or within a folder above. */
function isInstalledFor(path, name) {
  const above = path.lastIndexOf("/node_modules/");
  if (lock.packages[`${path ? `${path}/` : ""}node_modules/${name}`]) return true;
  return path !== "" && isInstalledFor(above < 0 ? "" : path.slice(0, above), name);
}

function entryOf(name, version, dev) {
  const [, os = "", arch = "", libc] = PLATFORM.exec(name) ?? [];
  return {
    version,
    cpu: [arch === "amd64" ? "x64" : arch],
    ...(dev && { dev: true }),
    ...(libc && { libc: [libc === "gnu" ? "glibc" : libc] }),
    optional: true,
    os: [os],
  };
}
