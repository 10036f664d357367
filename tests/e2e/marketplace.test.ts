import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser, picture, type Visit, visit } from "./browser.ts";
import { agreeUntil, buy, confirmInWallet, findAsset, openAndSave, signIn } from "./steps.ts";

const url = inject("url");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const contributor = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
const rows = Array.from({ length: 2000 }, (_, n) => `${n},${(Math.sin(n / 12) * 210).toFixed(1)},Pärnu`);
const table = Buffer.from(`hour,level_cm,harbour\n${rows.join("\n")}\n`);

describe.each([
  ["desktop", 1280, "Builder"],
  ["phone", 390, "Second builder"],
])("at %s width, a person", (name, width, user) => {
  const title = `Tide tables of Pärnu, ${name}, ${Date.now()}`;
  let here: Visit;
  beforeAll(async () => {
    here = await visit(browser, { url, width });
  });
  afterAll(() => here.close());

  test("publishes a file", async () => {
    const { page } = here;
    await page.goto("/publish");
    await signIn(page, "Creator");
    await page.getByLabel("Files").setInputFiles({ name: "tides.csv", mimeType: "text/csv", buffer: table });
    await page.getByRole("button", { name: "Seal and upload" }).click();
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Description in Markdown").fill("Hourly **levels** at the harbour, invented for a test.");
    await page.getByRole("textbox", { name: "Price", exact: true }).fill("5");
    await page.getByRole("button", { name: "Add a share" }).click();
    await page.getByLabel("Address or asset id").fill(contributor);
    await page.getByLabel("Share", { exact: true }).fill("20");
    await page.getByText("Sealed and stored").waitFor();
    await page.getByRole("button", { name: "Sign and list" }).click();
    await confirmInWallet(page, /^Transaction: List/);
    await page.getByRole("link", { name: "To its page" }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await page.getByRole("main").innerText()).toContain("2,000");
    await picture(page, `${name}-published`);
  });

  test("is refused by the key nodes without a licence, and told why", async () => {
    const { page } = here;
    await signIn(page, "Second builder");
    await findAsset(page, title);
    const refusal = page.getByText("The key nodes refused").waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Ask the key nodes" }).click();
    await agreeUntil(page, refusal);
    await picture(page, `${name}-refused`);
    // The browser itself reports the nodes' refusals as failed requests.
    const refusals = here.noise.filter((line) => /status of 40[13]/.test(line));
    for (const line of refusals) here.noise.splice(here.noise.indexOf(line), 1);
  });

  test("buys with one signature and one transaction, and opens exactly what was sealed", async () => {
    const { page } = here;
    await signIn(page, "Builder");
    await findAsset(page, title);
    await buy(page, /^For ever/);
    expect((await openAndSave(page, "Open")).equals(table)).toBe(true);
    await page.goto("/library");
    await page.getByRole("link", { name: title }).waitFor();
    await picture(page, `${name}-library`);
  });

  test("spends a metered use, of which everyone with a share can withdraw", async () => {
    const { page } = here;
    // Each width has its own user: opening again within 24 hours spends nothing.
    await signIn(page, user);
    await findAsset(page, "12,000 word problems with worked steps (synthetic)");
    await buy(page, /metered uses/);
    const opened = await openAndSave(page, "Open and spend one use");
    expect(opened.toString("utf8", 0, 1)).toBe("{");
    for (const role of ["Creator", "Contributor"]) {
      await signIn(page, role);
      await page.goto("/earnings");
      await page.getByRole("button", { name: /^Withdraw .* USDC/ }).click();
      await confirmInWallet(page, "Transaction: Collect");
      await page.getByText("It is in your wallet.").waitFor();
      await page.getByRole("button", { name: "Nothing to withdraw" }).waitFor();
      await picture(page, `${name}-earnings-${role}`);
    }
  });

  test("disputes a payment: one reviewer proposes, another confirms, and the money goes back", async () => {
    const { page } = here;
    await signIn(page, "Builder");
    await page.goto("/library");
    const licence = page.getByRole("listitem").filter({ hasText: title });
    await licence.getByRole("button", { name: "Dispute this payment" }).click();
    await page.getByLabel("What is wrong with it?").fill("The levels are in inches, not in centimetres as described.");
    await page.getByRole("button", { name: /^Freeze/ }).click();
    await confirmInWallet(page, "Transaction: Open dispute");
    await licence.getByText("frozen", { exact: true }).waitFor();

    await signIn(page, "Reviewer A");
    await page.goto("/cases");
    const dispute = page.getByRole("listitem").filter({ hasText: title });
    await dispute.getByRole("button", { name: "Propose" }).click();
    await confirmInWallet(page, "Transaction: Propose");
    await dispute.getByText("Another reviewer confirms it.").waitFor();

    await signIn(page, "Reviewer B");
    await page.goto("/cases");
    await dispute.getByRole("button", { name: "Confirm the refund" }).click();
    await confirmInWallet(page, "Transaction: Confirm");
    await dispute.getByText("refunded", { exact: true }).waitFor();
    await picture(page, `${name}-cases`);

    await signIn(page, "Builder");
    await page.goto("/library");
    await licence.getByText("revoked", { exact: true }).waitFor();
    await page.goto("/earnings");
    await page.getByRole("button", { name: /^Withdraw 5\.00 USDC/ }).click();
    await confirmInWallet(page, "Transaction: Collect");
    await page.getByText("It is in your wallet.").waitFor();
  });

  test("sees a quiet console and no breach of the content policy on the way", () => {
    expect(here.noise).toEqual([]);
  });
});
