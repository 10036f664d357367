// npm run bench [-- NAME...]: runs tests/bench/NAME.ts one after another, or lists them. Exits 1 where a measurement is short.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { installPackages } from "./supervisor/install.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const FOLDER = "tests/bench";
const wanted = process.argv.slice(2);

// A file that another one imports or starts supports it and is no bench.
const names = readdirSync(FOLDER).flatMap((name) => /^([a-z-]+)\.ts$/.exec(name)?.[1] ?? []);
const sources = new Map(names.map((name) => [name, readFileSync(`${FOLDER}/${name}.ts`, "utf8")]));
const known = names.filter((name) =>
  names.every((other) => other === name || !new RegExp(`"(?:[.]/)?${name}[.]ts"`).test(sources.get(other))),
);
const unknown = wanted.filter((name) => !known.includes(name));
if (wanted.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no bench ${unknown.join(", ")}.`);
  console.log(`npm run bench -- NAME...   with ${known.sort().join(" ")}`);
  process.exit(unknown.length > 0 ? 2 : 0);
}
if (!installPackages({ withDevelopment: true })) process.exit(1);

let short = false;
for (const name of wanted) {
  console.log(`── ${name}`);
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", `${FOLDER}/${name}.ts`], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  process.stdout.write(stdout);
  if (status !== 0 || / short$/m.test(stdout)) short = true;
}
process.exit(short ? 1 : 0);
