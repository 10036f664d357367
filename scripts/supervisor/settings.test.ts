import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { childEnvironment, keyNode } from "./environment.ts";
import { requireFreePorts } from "./free-ports.ts";
import { ensureSecrets } from "./secrets.ts";
import { readSettings } from "./settings.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("settings", () => {
  test("put every part beside PORT", () => {
    const { ports, publicUrl } = readSettings({ PORT: "4100" });
    expect(ports).toEqual({ web: 4100, store: 4101, chain: 4102, nodes: [4110, 4111, 4112, 4113, 4114] });
    expect(publicUrl).toBe("http://localhost:4100");
  });

  test("say what is wrong, and with a chain of one's own what is missing", () => {
    expect(() => readSettings({ PORT: "eighty" })).toThrow(/PORT/);
    expect(() => readSettings({ CHAIN_RPC_URL: "https://base.example" })).toThrow(/CHAIN_ID and DEPLOYMENT_FILE/);
  });

  test("never offer the demo on a chain of one's own", () => {
    const own = { CHAIN_RPC_URL: "https://base.example", CHAIN_ID: "8453", DEPLOYMENT_FILE: "base.json" };
    const env = childEnvironment(readSettings({ ...own, TESSERA_DATA: folder }), ensureSecrets(folder));
    expect(env).toMatchObject({ EMBEDDED: "0", CHAIN_ID: "8453", CHAIN_RPC_URL: "https://base.example" });
    expect(env.OPERATOR_KEY).toBeUndefined();
  });

  test("tell a key node of its own secret only", () => {
    const secrets = ensureSecrets(folder);
    const { env } = keyNode(1, readSettings({ TESSERA_DATA: folder }), secrets);
    const told = JSON.stringify(env);
    expect(told).toContain(secrets.keys);
    expect(told).not.toContain(secrets.session);
    expect(told).not.toContain(secrets.upload);
  });
});

describe("secrets", () => {
  test("are made once, different from each other, and only this user can read them", () => {
    const first = ensureSecrets(folder);
    expect(new Set(Object.values(first)).size).toBe(3);
    expect(ensureSecrets(folder)).toEqual(first);
    expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  test("that are damaged are not replaced, for the key nodes need them", () => {
    ensureSecrets(folder);
    const file = join(folder, "secrets.json");
    writeFileSync(file, "{");
    expect(() => ensureSecrets(folder)).toThrow(/damaged/);
    expect(readFileSync(file, "utf8")).toBe("{");
  });
});

test("a port that another program has is named, with the way out", async () => {
  const server = createServer();
  const port = await new Promise<number>((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(address && typeof address === "object" ? address.port : 0);
    });
  });
  const settings = readSettings({ PORT: String(port - 12) });
  await expect(requireFreePorts(settings)).rejects.toThrow(new RegExp(`${port} \\(key node 3\\).*PORT=`));
  server.close();
});
