import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDeployment } from "~/ports/chain/deployment.server.ts";
import { demoRoles, deploy } from "../../scripts/deploy.ts";
import { createTestContext, type TestContext } from "./context.ts";

/** Anvil's first account, which is known to everybody. */
const deployerKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

/** A test context whose contracts are deployed, with demo money and demo roles. */
export async function createDeployedContext(over: Partial<Record<string, string>> = {}): Promise<TestContext> {
  const context = await createTestContext(over);
  const folder = mkdtempSync(join(tmpdir(), "tessera-deployment-"));
  const file = join(folder, "deployment.json");
  const { rpcUrl } = context.anvil;
  await deploy({ rpcUrl, chainId: 31337, deployerKey, roles: demoRoles, demo: true, file });
  const deployment = readDeployment(file, 31337);
  rmSync(folder, { recursive: true });
  return { ...context, deployment, keys: { ...context.keys, staking: deployment.contracts.keyNetwork } };
}
