import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LockedError, lockHolder, takeLock } from "./process-lock.ts";

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), "tessera-test-")), "lock");
});
afterEach(() => rmSync(join(file, ".."), { recursive: true, force: true }));

test("a lock is taken once, tells who has it, and is given back", () => {
  const release = takeLock(file, "http://localhost:3000");
  expect(() => takeLock(file)).toThrow(LockedError);
  expect(lockHolder(file)).toMatchObject({ pid: process.pid, note: "http://localhost:3000" });
  release();
  expect(existsSync(file)).toBe(false);
});

test("of many processes that find a dead one's lock exactly one takes it", async () => {
  const script = `
    const { takeLock } = await import(${JSON.stringify(join(import.meta.dirname, "process-lock.ts"))});
    try { takeLock(${JSON.stringify(file)}); console.log("taken"); } catch { console.log("refused"); }
    process.stdin.resume();`;
  const begin = (input = script) =>
    spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", input], {
      stdio: ["pipe", "pipe", "inherit"],
    });
  const said = async (child: ReturnType<typeof begin>) => String((await once(child.stdout, "data"))[0]).trim();

  const dead = begin();
  expect(await said(dead)).toBe("taken");
  dead.kill("SIGKILL");
  await once(dead, "exit");

  const rivals = Array.from({ length: 6 }, () => begin());
  const answers = await Promise.all(rivals.map(said));
  expect(answers.filter((answer) => answer === "taken")).toHaveLength(1);
  for (const rival of rivals) rival.kill("SIGKILL");
}, 30_000);
