import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { type Abi, type Address, createPublicClient, createWalletClient, http } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { compileFixtures } from "./compile-fixtures.ts";

const MNEMONIC = "test test test test test test test test test test test junk";
export const accountAt = (addressIndex: number) => mnemonicToAccount(MNEMONIC, { addressIndex });

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
}

/** The binary itself: npm's wrapper would survive as an orphan. */
export function anvilPath(): string {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  return createRequire(import.meta.url).resolve(`@foundry-rs/anvil-${process.platform}-${arch}/bin/anvil`);
}

/** A real chain in memory, with helpers to deploy the fixtures. */
export async function startAnvil() {
  const port = await freePort();
  const child = spawn(anvilPath(), ["--port", String(port), "--silent"], { stdio: "ignore" });
  const rpcUrl = `http://127.0.0.1:${port}`;
  const client = createPublicClient({ transport: http(rpcUrl), pollingInterval: 20 });
  for (let attempt = 0; ; attempt += 1) {
    if (
      await client.getBlockNumber().then(
        () => true,
        () => false,
      )
    )
      break;
    if (attempt > 200) throw new Error("anvil did not start.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const wallet = createWalletClient({ account: accountAt(0), transport: http(rpcUrl) });
  return {
    rpcUrl,
    client,
    async deploy(name: string, args: readonly unknown[] = []): Promise<{ address: Address; abi: Abi }> {
      const artifact = (await compileFixtures())[name];
      if (artifact === undefined) throw new Error(`No fixture named ${name}.`);
      const hash = await wallet.deployContract({ ...artifact, args, chain: null });
      const { contractAddress } = await client.waitForTransactionReceipt({ hash });
      if (contractAddress == null) throw new Error(`${name} was not deployed.`);
      return { address: contractAddress.toLowerCase() as Address, abi: artifact.abi };
    },
    async write(
      contract: { address: Address; abi: Abi },
      functionName: string,
      args: readonly unknown[],
    ): Promise<void> {
      const hash = await wallet.writeContract({ ...contract, functionName, args, chain: null });
      await client.waitForTransactionReceipt({ hash });
    },
    stop: () => stopChild(child),
  };
}

export async function stopChild(child: ReturnType<typeof spawn>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGKILL");
  });
}
