import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageBinary } from "./package-binary.ts";
import { CannotStartError } from "./settings.ts";

type Step = { output: string; inputs: string[]; command: string[]; env?: NodeJS.ProcessEnv };

const PRISMA: Step = {
  output: "prisma/generated",
  inputs: ["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"],
  command: [packageBinary("prisma", "prisma"), "generate"],
};

const WEB: Step = {
  output: "build",
  inputs: [
    "app",
    "packages",
    "contracts/abi",
    "public",
    "prisma/schema.prisma",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
    "remix.config.js",
  ],
  command: [packageBinary("@remix-run/dev", "remix"), "vite:build", "--logLevel", "warn"],
  env: { NODE_ENV: "production" },
};

/** Generates the database client if the schema has changed since the last time. */
export function generateClient(): Promise<boolean> {
  return build(PRISMA);
}

/** Builds the web app if anything that goes into it has changed since the last time. Answers whether it did. */
export function buildWeb(onBegin?: () => void): Promise<boolean> {
  return build(WEB, onBegin);
}

async function build(step: Step, onBegin?: () => void): Promise<boolean> {
  const stamp = join(step.output, ".inputs");
  const inputs = hashOf(step.inputs);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return false;
  rmSync(stamp, { force: true });
  onBegin?.();
  await run(step);
  mkdirSync(step.output, { recursive: true });
  writeFileSync(stamp, inputs);
  return true;
}

function run({ command, env }: Step): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, command, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said = (said + chunk).slice(-8000);
      });
    }
    child.once("close", (code) => {
      if (code === 0) done();
      else fail(new CannotStartError(`${command.slice(0, 2).join(" ")} failed:\n${said}`));
    });
  });
}

function hashOf(paths: string[]): string {
  const hash = createHash("sha256").update(process.version);
  for (const path of paths.flatMap(filesIn)) hash.update(`\0${path}\0`).update(readFileSync(path));
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter(({ name }) => name !== "node_modules" && !/\.test\.tsx?$/.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ name }) => filesIn(join(path, name)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return [path];
    throw error;
  }
}
