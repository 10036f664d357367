import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** Says yes in the demo wallet's window. */
export async function confirmInWallet(page: Page, title: string | RegExp): Promise<void> {
  const dialog = page.getByRole("dialog").filter({ hasText: "Demo wallet" });
  await dialog.getByRole("heading", { name: title }).waitFor();
  await dialog.getByRole("button", { name: "Confirm", exact: true }).click();
}

/** Signs in as one of the demo's people, from any page. */
export async function signIn(page: Page, role: string): Promise<void> {
  const header = page.getByRole("banner");
  const open = header.getByRole("button", { name: "Sign in" });
  await open.or(header.locator("summary")).waitFor();
  if (await open.isVisible()) {
    await open.click();
  } else {
    await header.locator("summary").click();
    await page.getByRole("button", { name: "Switch account" }).first().click();
  }
  await page
    .getByRole("dialog")
    .getByRole("button", { name: new RegExp(`^${role} `) })
    .click();
  await confirmInWallet(page, "Sign in");
  await header
    .locator("summary")
    .filter({ hasText: new RegExp(`^\\s*${role}\\s*$`) })
    .waitFor();
}

/** Comes to an asset's page by way of the catalogue's search. */
export async function findAsset(page: Page, title: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("searchbox", { name: "Search" }).fill(title);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

/** Buys the offer of that name with demo USDC: one permit, one transaction. */
export async function buy(page: Page, offer: string | RegExp): Promise<void> {
  const panel = page.getByRole("complementary", { name: "License it" });
  await panel.getByRole("radio", { name: offer }).check();
  await panel.getByRole("button", { name: /^Buy for/ }).dblclick();
  await confirmInWallet(page, "Allow a payment");
  await confirmInWallet(page, "Transaction: Buy with permit");
  await panel.getByText("Confirmed").waitFor();
}

/** Opens the asset that the page shows, saves it and returns what was saved. */
export async function openAndSave(page: Page, button: string): Promise<Buffer> {
  const panel = page.getByRole("region", { name: "Open it" });
  const saved = page.waitForEvent("download", { timeout: 90_000 });
  saved.catch(() => {});
  await panel.getByRole("button", { name: button, exact: true }).click();
  await agreeUntil(page, saved);
  const file = await (await saved).path();
  await panel.getByText("Saved and verified").waitFor();
  return readFileSync(file);
}

/** Says yes to whatever the wallet asks until `end` settles: how many signatures an opening takes depends on the sessions that are left. */
export async function agreeUntil(page: Page, end: Promise<unknown>): Promise<void> {
  let open = true;
  const closed = end.finally(() => {
    open = false;
  });
  const yes = page
    .getByRole("dialog")
    .filter({ hasText: "Demo wallet" })
    .getByRole("button", { name: "Confirm", exact: true });
  while (open) {
    const asked = yes.waitFor({ timeout: 60_000 }).then(
      () => true,
      () => false,
    );
    const which = await Promise.race([asked, closed.then(() => false)]);
    if (which) await yes.click();
    else break;
  }
  await closed;
}
