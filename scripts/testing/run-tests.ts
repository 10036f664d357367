import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./chromium.ts";
import type { Counts } from "./counts.ts";
import { type Stage, stages } from "./stages.ts";

type Result = { name: string; ok: boolean; seconds: number; counts: Counts | null };

/** Runs the named stages, or all, one after another and whatever fails. Answers the exit code. The last line is `N passed, N failed`. */
export async function runTests(names: string[]): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), "tessera-test-"));
  try {
    const all = stages(scratch);
    const unknown = names.filter((name) => !all.some((stage) => stage.name === name));
    if (unknown.length > 0) {
      console.error(`There is no stage ${unknown.join(", ")}. Stages: ${all.map(({ name }) => name).join(" ")}`);
      return 2;
    }
    const results: Result[] = [];
    for (const stage of all.filter(({ name }) => names.length === 0 || names.includes(name))) {
      results.push(await runStage(stage));
    }
    return summarise(results);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runStage(stage: Stage): Promise<Result> {
  console.log(`\n── ${stage.name} ${"─".repeat(60 - stage.name.length)}`);
  const begun = performance.now();
  const chromium = stage.needsBrowser ? ensureChromium() : "";
  const { code, output } = chromium === null ? { code: 1, output: "" } : await run(stage, chromium);
  const counts = countsOf(stage, output);
  const seconds = (performance.now() - begun) / 1000;
  return { name: stage.name, ok: code === 0 && (counts?.failed ?? 0) === 0, seconds, counts };
}

/** A stage that should have counted its tests and could not has crashed: its exit code says so. */
function countsOf(stage: Stage, output: string): Counts | null {
  try {
    return stage.counts?.(output) ?? null;
  } catch {
    return null;
  }
}

function run({ command, env }: Stage, chromium: string): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, command, {
    env: {
      ...process.env,
      FORCE_COLOR: process.stdout.isTTY ? "1" : "0",
      ...(chromium && { CHROMIUM: chromium }),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.on("data", (chunk: Buffer) => {
      output += chunk;
      to.write(chunk);
    });
  }
  return new Promise((done) => child.once("close", (code) => done({ code: code ?? 1, output })));
}

/** A stage that fails without a failed test of its own, as types do, counts as one failure. */
function summarise(results: Result[]): number {
  console.log(`\n── summary ${"─".repeat(53)}`);
  let passed = 0;
  let failed = 0;
  for (const { name, ok, seconds, counts } of results) {
    const tests = counts ? describe(counts) : "";
    console.log(`${ok ? "✓" : "✗"} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s  ${tests}`.trimEnd());
    passed += counts?.passed ?? 0;
    failed += ok ? 0 : Math.max(1, counts?.failed ?? 0);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function describe({ passed, failed, skipped }: Counts): string {
  return [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(Boolean).join(", ");
}
