import { SiweMessage } from "siwe";
import { type Address, getAddress, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestContext, type TestContext } from "../../../tests/support/context.ts";
import { issueNonce } from "./issue-nonce.server.ts";
import { signIn } from "./sign-in.server.ts";

const wallet = privateKeyToAccount(`0x${"11".repeat(32)}`);
const stranger = privateKeyToAccount(`0x${"22".repeat(32)}`);
/** An ERC-1271 account whose signatures are good when their first byte is 1. */
const contractWallet: Address = "0x00000000000000000000000000000000000c0de1";
const contractCode = "0x60643560f81c600114631626ba7e60e01b0260005260206000f3";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await createTestContext();
  await ctx.anvil.send("anvil_setCode", contractWallet, contractCode);
}, 60_000);
afterAll(() => ctx.close());

async function messageOf(over: Partial<SiweMessage> = {}): Promise<string> {
  return new SiweMessage({
    domain: "localhost:4000",
    address: wallet.address,
    statement: "Sign in to Tessera.",
    uri: "http://localhost:4000/",
    version: "1",
    chainId: 31337,
    nonce: over.nonce ?? (await issueNonce(ctx)),
    issuedAt: ctx.clock().toISOString(),
    ...over,
  }).toMessage();
}

const signed = async (message: string, by = wallet) => ({ message, signature: await by.signMessage({ message }) });
const attempt = async (over: Partial<SiweMessage>) => signIn(ctx, await signed(await messageOf(over)));

test("a wallet's owner signs in and has an account", async () => {
  const outcome = await attempt({});
  expect(outcome).toEqual({ ok: true, value: wallet.address.toLowerCase() });
  expect(await ctx.db.account.count({ where: { address: wallet.address.toLowerCase() } })).toBe(1);
});

test("the same message does not sign in twice", async () => {
  const input = await signed(await messageOf());
  expect((await signIn(ctx, input)).ok).toBe(true);
  expect(await signIn(ctx, input)).toMatchObject({ reason: "used-nonce" });
});

test("of twenty requests with one nonce at once exactly one signs in", async () => {
  const input = await signed(await messageOf());
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => signIn(ctx, input)));
  expect(outcomes.filter((it) => it.ok)).toHaveLength(1);
});

test("a nonce that was never issued, or is older than ten minutes, is refused", async () => {
  expect(await attempt({ nonce: "a".repeat(32) })).toMatchObject({ reason: "used-nonce" });
  const nonce = await issueNonce(ctx);
  ctx.passTime(11 * 60_000);
  expect(await attempt({ nonce })).toMatchObject({ reason: "used-nonce" });
});

const at = (milliseconds: number) => new Date(ctx.clock().getTime() + milliseconds).toISOString();

test.each<[string, () => Partial<SiweMessage>, string]>([
  ["another domain", () => ({ domain: "evil.example" }), "wrong-domain"],
  ["another port", () => ({ domain: "localhost:4001" }), "wrong-domain"],
  ["another site's URI", () => ({ uri: "http://evil.example/" }), "wrong-domain"],
  ["another scheme", () => ({ scheme: "https" }), "wrong-domain"],
  ["another chain", () => ({ chainId: 1 }), "wrong-chain"],
  ["an expiry in the past", () => ({ expirationTime: at(-1000) }), "not-now"],
  ["a start in the future", () => ({ notBefore: at(60_000) }), "not-now"],
  ["an old time of issue", () => ({ issuedAt: at(-11 * 60_000) }), "not-now"],
  ["a time of issue in the future", () => ({ issuedAt: at(3 * 60_000) }), "not-now"],
])("a message with %s is refused, and its nonce stays good", async (_name, over, reason) => {
  const nonce = await issueNonce(ctx);
  expect(await attempt({ ...over(), nonce })).toMatchObject({ reason });
  expect((await attempt({ nonce })).ok).toBe(true);
});

test("malformed messages are refused", async () => {
  const good = await messageOf();
  const bad = [
    "",
    "sign me in",
    good.replace("Version: 1", "Version: 2"),
    good.replace("Nonce: ", "Nonce: short\nNonce: "),
    good.replace(wallet.address, wallet.address.toLowerCase()),
    `${good}\n`,
    good.replace("\n", "\r\n"),
    good.replace("Chain ID: 31337", "Chain ID: 031337"),
    `${good}\nResources:\nnot a uri`,
    "x".repeat(5000),
  ];
  for (const message of bad) expect(await signIn(ctx, await signed(message)), message).toMatchObject({ ok: false });
});

test("another wallet's signature, or none, is refused, and spends the nonce", async () => {
  const message = await messageOf();
  expect(await signIn(ctx, await signed(message, stranger))).toMatchObject({ reason: "wrong-signature" });
  expect(await signIn(ctx, await signed(message))).toMatchObject({ reason: "used-nonce" });
  const other = await messageOf();
  expect(await signIn(ctx, { message: other, signature: "0x00" })).toMatchObject({ reason: "wrong-signature" });
});

test("a contract wallet signs in by ERC-1271, and only with what it accepts", async () => {
  const address = contractWallet;
  const accept = async (signature: Hex) =>
    signIn(ctx, { message: await messageOf({ address: getAddress(address) }), signature });
  expect(await accept("0x01")).toEqual({ ok: true, value: address });
  expect(await accept(`0x01${"00".repeat(64)}`)).toEqual({ ok: true, value: address });
  expect(await accept("0x02")).toMatchObject({ reason: "wrong-signature" });
});
