import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { launchBrowser, type Visit, visit } from "./browser.ts";
import { agreeUntil, findAsset, signIn } from "./steps.ts";

const url = inject("url");
let browser: Browser;
let here: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  here = await visit(browser, { url, width: 1280 });
  // A browser that lets the person choose a file; the dialog itself can't be driven, so it gives one of the page's own.
  await here.page.context().addInitScript(() => {
    const showSaveFilePicker = async (options: { suggestedName: string }): Promise<FileSystemFileHandle> =>
      (await navigator.storage.getDirectory()).getFileHandle(options.suggestedName, { create: true });
    Object.assign(window, { showSaveFilePicker });
  });
});
afterEach(() => here.close());

test("an opening that was stopped goes on after a reload, reads only what is missing, and checks the whole", async () => {
  const { page } = here;
  const store = page.context();
  await page.goto("/");
  await signIn(page, "Creator");
  await findAsset(page, "Household electricity, hourly (synthetic)");
  const panel = page.getByRole("region", { name: "Open it" });
  await panel.getByText("Your account may open version 1").waitFor();

  const read: number[] = [];
  const isSegment = (offset: number | undefined, length: number) => offset !== undefined && length > 1000;
  await store.route("**/ipfs/*", async (route) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(route.request().headers().range ?? "") ?? [];
    if (isSegment(Number(from), Number(to) - Number(from))) {
      read.push(Number(from));
      await new Promise((resolve) => setTimeout(resolve, 300 * read.length));
    }
    await route.continue().catch(() => undefined);
  });
  const saving = panel.getByRole("button", { name: "Stop" }).waitFor();
  await panel.getByRole("button", { name: "Open", exact: true }).click();
  await agreeUntil(page, saving);
  await page.waitForFunction(() => {
    const progress = document.querySelector("progress");
    return progress !== null && progress.value >= 5 * 1_048_576;
  });
  await panel.getByRole("button", { name: "Stop" }).click();
  await panel.getByText("Stopped", { exact: true }).waitFor();

  await store.unroute("**/ipfs/*");
  await page.reload();
  const resumed: number[] = [];
  page.on("request", (request) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers().range ?? "") ?? [];
    if (isSegment(Number(from), Number(to) - Number(from))) resumed.push(Number(from));
  });
  const saved = panel.getByText("Saved and verified").waitFor();
  await panel.getByRole("button", { name: /^Go on at/ }).click();
  await agreeUntil(page, saved);
  expect(Math.min(...resumed)).toBeGreaterThan(0);

  const kept = await page.evaluate(async () => {
    let text = "";
    for await (const file of (await navigator.storage.getDirectory()).values()) {
      if (file instanceof FileSystemFileHandle) text += await (await file.getFile()).text();
    }
    return text.trimEnd().split("\n").length;
  });
  expect(kept).toBe(115_201);
  expect(here.noise).toEqual([]);
});
