import { expect, test } from "vitest";
import { DeployRefused, demoRoles, deploy } from "./deploy.ts";

const nowhere = "http://127.0.0.1:9";
const ownKey = `0x${"5a".repeat(32)}` as const;
const demoKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const own = "0x00000000000000000000000000000000000000aa";
const real = { rpcUrl: nowhere, chainId: 8453, demo: false };

test("play money is refused on a real chain", async () => {
  await expect(deploy({ ...real, deployerKey: ownKey, roles: demoRoles, demo: true })).rejects.toThrow(DeployRefused);
});

test("a demo key deploys nothing on a real chain", async () => {
  const roles = { fulfillers: [own], reviewers: [own] } as const;
  await expect(deploy({ ...real, deployerKey: demoKey, roles })).rejects.toThrow(/demo account/);
});

test("a demo account gets no role on a real chain", async () => {
  await expect(deploy({ ...real, deployerKey: ownKey, roles: demoRoles })).rejects.toThrow(/demo account/);
});
