import type { Browser } from "playwright-core";
import { isHex, toHex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchBrowser, visit } from "./browser.ts";

const url = inject("url");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("a wallet that announces itself signs in, survives a reload and signs out", async () => {
  const account = privateKeyToAccount(generatePrivateKey());
  const { page, noise, close } = await visit(browser, { url, width: 1280 });
  await page.exposeFunction("signAsTheWallet", (message: string) =>
    account.signMessage({ message: { raw: isHex(message) ? message : toHex(message) } }),
  );
  await page.addInitScript((address) => {
    const sign = (message: string) =>
      (window as unknown as { signAsTheWallet(text: string): Promise<string> }).signAsTheWallet(message);
    const provider = {
      async request({ method, params }: { method: string; params?: string[] }) {
        if (method === "eth_requestAccounts" || method === "eth_accounts") return [address];
        if (method === "eth_chainId") return "0x7a69";
        if (method === "personal_sign") return sign(params?.[0] ?? "");
        throw new Error(`No ${method} here.`);
      },
      on() {},
      removeListener() {},
    };
    const info = {
      uuid: "8f5a",
      rdns: "org.example.wallet",
      name: "Example Wallet",
      icon: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    };
    const announce = () =>
      window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
    window.addEventListener("eip6963:requestProvider", announce);
    announce();
  }, account.address);

  await page.goto("/account");
  const header = page.getByRole("banner");
  await header.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Example Wallet" }).click();
  await header.locator("summary").filter({ hasText: "Example Wallet" }).waitFor();
  await page.reload();
  await header.locator("summary").filter({ hasText: "Example Wallet" }).click();
  await header.getByRole("button", { name: "Sign out" }).click();
  await header.getByRole("button", { name: "Sign in" }).waitFor();
  expect(noise).toEqual([]);
  await close();
});
