import { describeKeyNetwork, HOLDER } from "../key-network.contract.ts";
import { createMemoryKeys } from "./create-memory-keys.ts";

const ASSET = `0x${"07".padStart(64, "0")}` as const;
const create = () =>
  createMemoryKeys({
    canOpen: ({ assetId, version }, account) => assetId === ASSET && version === 1 && account === HOLDER.address,
  });

describeKeyNetwork("The memory adapter", async () => ({
  keys: await create(),
  other: await create(),
  gate: { chainId: 31337, contract: "0x5FbDB2315678afecb367f032d93F642f64180aa3", assetId: ASSET, version: 1 },
  stop: async () => {},
}));
