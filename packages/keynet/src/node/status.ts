import type { ShareKeeper } from "../ceremony/share-keeper.ts";
import type { Share } from "../share/share-file.ts";
import type { NodeConfig } from "./config.ts";

const describe = (share: Share | null): object | null =>
  share === null
    ? null
    : {
        index: share.index,
        network: share.network,
        transcript: share.transcript,
        confirmation: {
          index: share.index,
          transcript: share.transcript,
          sharePublicKey: share.network.sharePublicKeys[share.index - 1] ?? "",
          mac: share.confirmation,
        },
      };

/** `GET /status`: health, the network that this node serves, and the share that waits for a ceremony to end. Nothing secret. */
export function status(keeper: ShareKeeper, config: Pick<NodeConfig, "finality" | "chains">): object {
  return {
    state: keeper.active === null ? "keyless" : "ready",
    active: describe(keeper.active?.share ?? null),
    pending: describe(keeper.pending),
    chains: Object.keys(config.chains),
    finality: config.finality,
  };
}
