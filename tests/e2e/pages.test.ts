import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { accessibilityFaults, launchBrowser, picture, sidewaysOverflow, type Visit, visit } from "./browser.ts";
import { signIn } from "./steps.ts";

const url = inject("url");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const places = ["/", "/?query=nothing+fits+this", "/publish", "/library", "/earnings", "/cases", "/account", "/status"];
const looks = [1280, 390].flatMap((width) => (["light", "dark"] as const).map((colours) => ({ width, colours })));

describe.each(looks)("at $width pixels in $colours", ({ width, colours }) => {
  let here: Visit;
  beforeAll(async () => {
    here = await visit(browser, { url, width, colours });
  });
  afterAll(() => here.close());

  async function look(place: string, who: string): Promise<void> {
    const { page } = here;
    await page.goto(place, { waitUntil: "networkidle" });
    await picture(page, `${who}-${place.replaceAll(/[^a-z]+/g, "-")}-${width}-${colours}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
    expect(here.noise).toEqual([]);
  }

  test.each(places)("%s is well formed for a visitor", (place) => look(place, "visitor"));

  test("every asset's page is well formed", async () => {
    await here.page.goto("/");
    const links = await here.page
      .locator(".register a")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    expect(links.length).toBeGreaterThanOrEqual(3);
    for (const link of links.slice(0, 5)) await look(link, "visitor");
  });

  test("pages about one's own account are well formed for who is signed in", async () => {
    await signIn(here.page, "Creator");
    for (const place of ["/publish", "/library", "/earnings", "/cases", "/account"]) await look(place, "creator");
  });

  test("what is not there says so", async () => {
    const { page } = here;
    await page.goto("/assets/0x00");
    await page.getByRole("heading", { level: 1, name: "Nothing is here" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(here.noise.splice(0).every((line) => line.includes("404"))).toBe(true);
  });
});
