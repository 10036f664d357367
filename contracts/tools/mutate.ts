// node --import tsx contracts/tools/mutate.ts [file ...] [--sample N]: changes one thing at a time in a copy of the contracts and
// expects the tests to fail. Prints the survivors and the score; exits 1 below 95 %.
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { binary, repository } from "./forge.ts";

interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

const BAR = 0.95;
/** What is replaced, each by itself wherever it stands in a statement. */
const operators: readonly (readonly [RegExp, string])[] = [
  [/ < /g, " <= "],
  [/ > /g, " >= "],
  [/ <= /g, " < "],
  [/ >= /g, " > "],
  [/ == /g, " != "],
  [/ != /g, " == "],
  [/ && /g, " || "],
  [/ \|\| /g, " && "],
  [/ \+ /g, " - "],
  [/ - /g, " + "],
  [/ \* /g, " / "],
  [/ \/ /g, " * "],
  [/ \+= /g, " -= "],
  [/ -= /g, " += "],
  [/\btrue\b/g, "false"],
  [/\bfalse\b/g, "true"],
  [/\+ 2\b/g, "+ 1"],
];
const skipped =
  /^\s*(\/\/|\*|\/\*|import|pragma|using|error |event |function |type |struct |mapping|library|contract)|PackedB?|word >>|<< /;

function mutantsOf(file: string, text: string): Mutant[] {
  return text.split("\n").flatMap((before, index) => {
    if (skipped.test(before)) return [];
    const changed = operators.flatMap(([pattern, replacement]) =>
      [...before.matchAll(pattern)].map(
        ({ index: at, 0: found }) => before.slice(0, at) + replacement + before.slice(at + found.length),
      ),
    );
    const isStatement = /^\s+(_require\w+\(|if \(.*\) revert|emit |s\.\w+\[.*\] [-+]?= |Balances\.|Holds\.roll)/.test(
      before,
    );
    const removed =
      isStatement && before.trimEnd().endsWith(";") ? [`${/^\s*/.exec(before)?.[0] ?? ""}// removed`] : [];
    return [...changed, ...removed].map((after) => ({ file, line: index + 1, before, after }));
  });
}

/** Every n-th, so that a sample is spread over all files. */
const spread = <Item>(items: readonly Item[], count: number): Item[] =>
  items.filter((_, i) => Math.floor((i * count) / items.length) !== Math.floor(((i - 1) * count) / items.length));

async function workspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tessera-mutants-"));
  for (const part of ["foundry.toml", "src", "test", "tools"]) {
    await cp(join(repository, "contracts", part), join(folder, "contracts", part), { recursive: true });
  }
  await symlink(join(repository, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function outcome(folder: string): "killed" | "survived" | "invalid" {
  const options = {
    cwd: folder,
    env: {
      ...process.env,
      FOUNDRY_CONFIG: join(folder, "contracts/foundry.toml"),
      FOUNDRY_FUZZ_RUNS: "24",
      FOUNDRY_INVARIANT_RUNS: "2",
    },
    timeout: 300_000,
  };
  if (spawnSync(binary(), ["build", "--skip", "test"], options).status !== 0) return "invalid";
  return spawnSync(binary(), ["test", "--fail-fast"], options).status === 0 ? "survived" : "killed";
}

const args = process.argv.slice(2);
const sample = args.includes("--sample") ? Number(args[args.indexOf("--sample") + 1]) : Number.POSITIVE_INFINITY;
const only = args.filter((arg) => arg.endsWith(".sol"));
const folder = await workspace();
try {
  const source = join(folder, "contracts/src");
  const files = (await readdir(source, { recursive: true }))
    .filter((name) => name.endsWith(".sol") && !name.startsWith("interfaces"))
    .filter((name) => only.length === 0 || only.some((wanted) => name.endsWith(wanted)));
  const all: Mutant[] = [];
  for (const name of files) all.push(...mutantsOf(join(source, name), await readFile(join(source, name), "utf8")));
  const chosen = Number.isFinite(sample) ? spread(all, sample) : all;
  let killed = 0;
  let survived = 0;
  for (const { file, line, before, after } of chosen) {
    const text = await readFile(file, "utf8");
    const lines = text.split("\n");
    lines[line - 1] = after;
    await writeFile(file, lines.join("\n"));
    const result = outcome(folder);
    await writeFile(file, text);
    if (result === "killed") killed += 1;
    if (result === "survived") {
      survived += 1;
      console.log(`survived ${relative(source, file)}:${line}\n  - ${before.trim()}\n  + ${after.trim()}`);
    }
  }
  const score = killed / Math.max(1, killed + survived);
  console.log(`${killed} of ${killed + survived} killed (${all.length} mutants in all): ${(score * 100).toFixed(1)} %`);
  process.exitCode = score >= BAR ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
