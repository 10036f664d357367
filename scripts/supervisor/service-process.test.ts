import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openLogFile } from "./log-file.ts";
import { processStart } from "./process-identity.ts";
import { runService, type ServiceProcess } from "./service-process.ts";

let folder: string;
let service: ServiceProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-test-"));
});
afterEach(async () => {
  await service?.stop(500);
  service = null;
  rmSync(folder, { recursive: true, force: true });
});

const SERVE = `process.send({ type: "ready" }); setInterval(() => {}, 1000); process.on("disconnect", () => process.exit());`;

function start(source: string) {
  const entry = join(folder, "service.mjs");
  writeFileSync(entry, source);
  const onCrash = vi.fn();
  const onProgress = vi.fn();
  const log = openLogFile(join(folder, "service.log"));
  service = runService({ name: "sample", entry, env: process.env, log, onCrash, onProgress });
  return { ...service, onCrash, onProgress };
}

test("a service that can't start says why, in its own words where it has some", async () => {
  const told = start(
    `process.send({ type: "failed", reason: "The moon is in the wrong house." }, () => process.exit(1));`,
  );
  await expect(told.ready).rejects.toThrow("sample can't start: The moon is in the wrong house.");
  const silent = start(`console.error("last words"); process.exit(3);`);
  await expect(silent.ready).rejects.toThrow(/ended with code 3\.\nlast words/);
});

test("a service that dies is started again, after longer and longer pauses", async () => {
  const { ready, onCrash } = start(`process.send({ type: "ready" }, () => process.exit(7));`);
  await ready;
  await vi.waitFor(() => expect(onCrash).toHaveBeenCalledTimes(2), 15_000);
  expect(onCrash.mock.calls).toEqual([
    ["ended with code 7", 500],
    ["ended with code 7", 1000],
  ]);
});

test("a service that doesn't heed the request to stop is ended, and not started again", async () => {
  const { ready, stop, running, onCrash } = start(`process.on("SIGTERM", () => {}); ${SERVE}`);
  await ready;
  const begun = Date.now();
  await stop(300);
  expect(Date.now() - begun).toBeLessThan(2000);
  await new Promise((done) => setTimeout(done, 800));
  expect(running()).toBe(false);
  expect(onCrash).not.toHaveBeenCalled();
});

test("what a service writes is in its log, and what it reports is passed on", async () => {
  const { ready, onProgress } = start(
    `process.send({ type: "progress", text: "half way" }); console.log("written"); ${SERVE}`,
  );
  await ready;
  expect(onProgress).toHaveBeenCalledWith("half way");
  await vi.waitFor(() => expect(readFileSync(join(folder, "service.log"), "utf8")).toBe("written\n"));
});

test("a process is known by its start, not by its number alone", () => {
  expect(processStart(process.pid)).toBe(processStart(process.pid));
  expect(processStart(process.pid)).not.toBe(processStart(process.ppid));
  expect(processStart(2 ** 22 + 1)).toBeNull();
});
