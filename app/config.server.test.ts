import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.server.ts";

const complete = {
  PUBLIC_URL: "http://localhost:4000/",
  DATABASE_URL: "postgresql://postgres@localhost/postgres",
  CHAIN_RPC_URL: "http://127.0.0.1:4002",
  CHAIN_PUBLIC_RPC_URL: "http://localhost:4002",
  CHAIN_ID: "31337",
  DEPLOYMENT_FILE: "deployment.json",
  KEYS_FILE: "network.json",
  STORE_URL: "http://localhost:4001",
  UPLOAD_SECRET: "u".repeat(32),
  SESSION_SECRET: "s".repeat(32),
  EMBEDDED: "1",
};

test("a complete environment is read once and typed", () => {
  const config = readConfig(complete);
  expect(config).toMatchObject({ port: 3000, publicUrl: "http://localhost:4000", embedded: true, operatorKey: null });
  expect(config.chain).toEqual({ id: 31337, rpcUrl: "http://127.0.0.1:4002", publicRpcUrl: "http://localhost:4002" });
});

test("every missing setting is named in one message, and no value is shown", () => {
  const { STORE_URL: _store, ...rest } = complete;
  const read = () => readConfig({ ...rest, SESSION_SECRET: "too-short-canary" });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(/STORE_URL: is not set/);
  expect(read).toThrow(/SESSION_SECRET: must have at least 32 characters/);
  expect(read).not.toThrow(/canary/);
});

test("the demo wallet is refused on any chain but the embedded one", () => {
  expect(() => readConfig({ ...complete, CHAIN_ID: "8453" })).toThrow(/EMBEDDED/);
});

test("a demo key operates the embedded chain only", () => {
  const demoKey = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
  expect(readConfig({ ...complete, OPERATOR_KEY: demoKey }).operatorKey).toBe(demoKey);
  const real = { ...complete, EMBEDDED: "0", CHAIN_ID: "8453", OPERATOR_KEY: demoKey };
  expect(() => readConfig(real)).toThrow(/OPERATOR_KEY: is a demo key/);
  expect(readConfig({ ...real, OPERATOR_KEY: `0x${"5a".repeat(32)}` }).operatorKey).not.toBeNull();
});
