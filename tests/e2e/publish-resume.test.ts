import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Request } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { launchBrowser, type Visit, visit } from "./browser.ts";
import { confirmInWallet, signIn } from "./steps.ts";

const url = inject("url");
const marker = `marker-${randomBytes(8).toString("hex")}`;
let browser: Browser;
let folder: string;
let file: string;
let here: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), "tessera-publish-"));
  file = join(folder, "noise.csv");
  const rows = Array.from({ length: 2400 }, (_, id) => `${id},${marker},${randomBytes(20_000).toString("hex")}`);
  await writeFile(file, `id,marker,noise\n${rows.join("\n")}\n`);
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  here = await visit(browser, { url, width: 1280 });
});
afterEach(() => here.close());

const isPatch = (request: Request): boolean => request.method() === "PATCH" && request.url().includes("/files/");

/** Begins a sealing on a slow connection and waits until the store has some of it. */
async function beginSlowly({ page }: Visit): Promise<string> {
  await page.context().route("**/files/*", async (route) => {
    if (isPatch(route.request())) await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue().catch(() => undefined);
  });
  await page.goto("/publish");
  await signIn(page, "Creator");
  await page.getByLabel("Files").setInputFiles(file);
  const second = new Promise<string>((resolve) => {
    let seen = 0;
    page.on("request", (request) => {
      if (isPatch(request) && ++seen === 2) resolve(request.url());
    });
  });
  await page.getByRole("button", { name: "Seal and upload" }).click();
  return second;
}

test("a reload in the middle of an upload loses nothing: the same file goes on where it was", async () => {
  const { page } = here;
  const upload = await beginSlowly(here);
  await page.reload();
  const offsets: number[] = [];
  const places = new Set<string>();
  page.on("request", (request) => {
    if (!isPatch(request)) return;
    places.add(request.url());
    offsets.push(Number(request.headers()["upload-offset"]));
  });
  await page.getByText("A sealing was interrupted.").waitFor();
  await page.getByLabel("The same files").setInputFiles(file);
  await page.getByText("Sealed and stored").waitFor({ timeout: 60_000 });
  expect([...places]).toEqual([upload]);
  expect(offsets[0]).toBeGreaterThan(0);

  await page.getByLabel("Title").fill("Noise that was interrupted");
  await page.getByLabel("Price").fill("1");
  const record = page.waitForRequest((request) => request.method() === "PUT" && request.url().includes("/blocks/"));
  await page.getByRole("button", { name: "Sign and list" }).click();
  await confirmInWallet(page, /^Transaction: List/);
  expect((await record).postData()).toContain('"rows":2400');
  await page.getByRole("link", { name: "To its page" }).waitFor();
});

test("another file in the place of the interrupted one is refused", async () => {
  const { page } = here;
  await beginSlowly(here);
  await page.reload();
  await page.getByText("A sealing was interrupted.").waitFor();
  const other = { name: "noise.csv", mimeType: "text/csv", buffer: Buffer.from("id\n1\n") };
  await page.getByLabel("The same files").setInputFiles(other);
  await page.getByText("These are not the files that the sealing began with").waitFor();
});

test("cancelling deletes what the store had, and pausing keeps it", async () => {
  const { page } = here;
  const upload = await beginSlowly(here);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Cancel and delete" }).click();
  await page.getByRole("button", { name: "Seal and upload" }).waitFor();
  const token = await page.evaluate(async () => {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch("/uploads/token", { method: "POST", headers, body: '{"maxBytes":1}' });
    return ((await answer.json()) as { token: string }).token;
  });
  const headers = { Authorization: `Bearer ${token}`, "Tus-Resumable": "1.0.0" };
  const gone = await fetch(upload, { method: "HEAD", headers });
  expect([404, 410]).toContain(gone.status);
});

test("no byte of the plaintext leaves the page, and no row where the creator publishes none", async () => {
  const { page } = here;
  const bodies: Buffer[] = [];
  page.on("request", (request) => {
    const body = request.postDataBuffer();
    if (body) bodies.push(body);
  });
  await page.goto("/publish");
  await signIn(page, "Creator");
  await page.getByLabel("Files").setInputFiles(file);
  await page.getByRole("table").waitFor();
  await page.getByLabel("Publish the first rows").uncheck();
  await page.getByRole("table").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Seal and upload" }).click();
  await page.getByText("Sealed and stored").waitFor({ timeout: 60_000 });
  await page.getByLabel("Title").fill("Noise without rows");
  await page.getByLabel("Price").fill("1");
  await page.getByRole("button", { name: "Sign and list" }).click();
  await confirmInWallet(page, /^Transaction: List/);
  await page.getByRole("link", { name: "To its page" }).waitFor();
  expect(bodies.some((body) => body.includes("tessera-manifest/1"))).toBe(true);
  expect(bodies.some((body) => body.includes(marker))).toBe(false);
});
