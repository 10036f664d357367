import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "../../scripts/testing/chromium.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

const flags = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @throws where this machine has no Chromium; `npm test` installs one or says how */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("There is no Chromium. Run npm test once, or set CHROMIUM to its path.");
  return chromium.launch({ executablePath, args: flags });
}

export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, page errors and violations of the content policy, so far. */
  readonly noise: string[];
  close(): Promise<void>;
}

export interface Look {
  readonly url: string;
  readonly width: number;
  readonly colours?: "light" | "dark";
}

// The key network's SDK says this of its own WebAssembly each time that it loads.
const wasmNotice = "using deprecated parameters for `initSync()`";

/** A person's browser: its own cookies and storage, at one width. It has no dialog for choosing files, as most browsers have none. */
export async function visit(browser: Browser, { url, width, colours = "light" }: Look): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: colours,
    acceptDownloads: true,
    viewport: { width, height: width < 600 ? 844 : 860 },
  });
  await context.addInitScript(() => {
    Reflect.deleteProperty(window, "showSaveFilePicker");
    Reflect.deleteProperty(window, "showDirectoryPicker");
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const noise: string[] = [];
  page.on("console", (message) => {
    const loud = message.type() === "error" || message.type() === "warning";
    if (loud && !message.text().includes(wasmNotice)) noise.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => noise.push(`${page.url()}: ${error.message}`));
  return { page, noise, close: () => context.close() };
}

/** What axe finds wrong with the page as it stands, one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { violations } = await (window as unknown as { axe: Axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}

/** How many pixels the page is wider than its window: anything above none is a fault. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

const pictures = join(tmpdir(), "tessera-e2e");

/** Keeps a picture of the whole page, to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}
