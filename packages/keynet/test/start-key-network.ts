import type { Address } from "viem";
import { ensureNetwork, type Network, registerNetwork, syncStaking } from "../src/index.ts";
import { accountAt, startAnvil } from "./start-anvil.ts";
import { PASSPHRASE, startNodes } from "./start-nodes.ts";

const OWNER_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

/** A whole key network of real processes over a real chain, with a gate whose door opens by `allow`. */
export async function startKeyNetwork({ threshold = 3, count = 5, env = {} as Record<string, string> } = {}) {
  const anvil = await startAnvil();
  const [staking, gate] = [await anvil.deploy("Staking"), await anvil.deploy("Gate")];
  const nodes = await startNodes(count, { KEYNET_CHAINS: JSON.stringify({ yellowstone: anvil.rpcUrl }), ...env });
  const network: Network = await ensureNetwork({
    dataDir: nodes.dataDir,
    threshold,
    nodes: nodes.urls,
    passphrase: PASSPHRASE,
  });
  const target = { rpcUrl: anvil.rpcUrl, ownerKey: OWNER_KEY, keyNetworkAddress: staking.address, network } as const;
  await registerNetwork(target);
  return {
    anvil,
    nodes,
    network,
    staking,
    gate,
    holder: accountAt(1),
    stranger: accountAt(2),
    sync: () => syncStaking(target),
    allow: (account: Address, yes = true) => anvil.write(gate, "allow", [7n, 1, account, yes]),
    async stop() {
      await nodes.stop();
      await anvil.stop();
    },
  };
}
