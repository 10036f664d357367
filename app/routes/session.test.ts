import { SiweMessage } from "siwe";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actorOf } from "~/session.server.ts";
import { createTestContext, type TestContext } from "../../tests/support/context.ts";
import { loader as nonceLoader } from "./session.nonce.ts";
import { action } from "./session.ts";

const wallet = privateKeyToAccount(`0x${"33".repeat(32)}`);
const site = "http://localhost:4000";
let ctx: TestContext;
beforeAll(async () => {
  ctx = await createTestContext();
}, 60_000);
afterAll(() => ctx.close());

const args = (request: Request) => ({ request, context: { ...ctx }, params: {} });

function send(body: unknown, headers: Record<string, string> = { Origin: site }, method = "POST"): Promise<Response> {
  const request = new Request(`${site}/session`, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return action(args(request)).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
}

async function signedMessage() {
  const response = await nonceLoader(args(new Request(`${site}/session/nonce`)));
  const { nonce } = (await response.json()) as { nonce: string };
  const message = new SiweMessage({
    domain: "localhost:4000",
    address: wallet.address,
    uri: site,
    version: "1",
    chainId: 31337,
    nonce,
    issuedAt: new Date().toISOString(),
  }).toMessage();
  return { message, signature: await wallet.signMessage({ message }) };
}

const cookieOf = (response: Response) => (response.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
const asking = (Cookie: string) => actorOf(new Request(site, { headers: { Cookie } }), ctx);

test("signing in gives a cookie that is the account, until it signs out", async () => {
  const response = await send(await signedMessage());
  expect(await response.json()).toEqual({ address: wallet.address.toLowerCase() });
  expect(response.headers.get("Set-Cookie")).toMatch(/HttpOnly.*SameSite=Lax/);
  const cookie = cookieOf(response);
  expect((await asking(cookie))?.address).toBe(wallet.address.toLowerCase());

  await send({}, { Origin: site, Cookie: cookie }, "DELETE");
  expect(await asking(cookie)).toBeNull();
});

test("a forged, changed or expired cookie is a visitor's", async () => {
  const cookie = cookieOf(await send(await signedMessage()));
  expect(await asking("tessera=Im5vdGhpbmci.forged")).toBeNull();
  expect(await asking(cookie.replace(/.$/, (last) => (last === "A" ? "B" : "A")))).toBeNull();
  ctx.passTime(8 * 24 * 3600_000);
  expect(await asking(cookie)).toBeNull();
  ctx.passTime(-8 * 24 * 3600_000);
});

test("the database holds no session id that would open a session", async () => {
  const cookie = cookieOf(await send(await signedMessage()));
  const value = decodeURIComponent(cookie.slice("tessera=".length)).split(".")[0] ?? "";
  const id: unknown = JSON.parse(Buffer.from(value, "base64").toString());
  const rows = await ctx.db.session.findMany();
  expect(JSON.stringify(rows)).not.toContain(String(id));
});

test.each([
  ["another site's form", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" }],
  ["another site of the same host", { "Sec-Fetch-Site": "same-site" }],
  ["another origin without fetch metadata", { Origin: "https://evil.example" }],
  ["a sandboxed frame", { Origin: "null" }],
  ["a request with a cookie and no origin", { Cookie: "tessera=x" }],
])("%s can't sign anybody in", async (_name, headers) => {
  const response = await send(await signedMessage(), headers);
  expect(response.status).toBe(403);
  expect(response.headers.get("Set-Cookie")).toBeNull();
});

test("what is no sign-in is refused in words", async () => {
  for (const body of [null, {}, { message: "x", signature: "nonsense" }, { message: 1, signature: "0x00" }])
    expect((await send(body)).status).toBe(400);
  const used = await signedMessage();
  await send(used);
  const again = await send(used);
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ error: "used-nonce" });
});
