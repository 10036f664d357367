import { setTimeout as pause } from "node:timers/promises";
import type { Hex } from "viem";
import type { AssetId, OfferId } from "~/ids.ts";
import { tesseraAbi } from "../../../contracts/abi/tessera.ts";
import type { Marketplace, Person } from "../../support/marketplace.ts";

const LOOK_EVERY = 5;
const LIMIT = 30_000;

/** A purchase that is signed and not yet sent. */
export interface Signed {
  readonly buyer: Person;
  readonly asset: AssetId;
  readonly offer: OfferId;
  readonly transaction: Hex;
}

/** Milliseconds from sending to inclusion, and from inclusion to each of the other two. */
export interface Timed {
  readonly included: number;
  readonly openable: number;
  readonly visible: number;
}

/** Sends all at once and looks on every 5 ms: at the chain's newest block, at `canOpen`, and at the index's licences. */
export async function timePurchases(market: Marketplace, purchases: readonly Signed[]): Promise<Timed[]> {
  const seen = watchLicences(market, purchases);
  try {
    return await Promise.all(
      purchases.map(async ({ buyer, asset, offer, transaction }): Promise<Timed> => {
        const sent = performance.now();
        const hash = await buyer.client.sendRawTransaction({ serializedTransaction: transaction });
        const included = await firstTime(async () => {
          const receipt = await market.context.chain.receipt(hash);
          if (receipt && !receipt.succeeded) throw new Error("A purchase was reverted.");
          return receipt !== null;
        });
        const address = market.deployment.contracts.tessera;
        const args = [BigInt(asset), 1, buyer.address] as const;
        const openable = await firstTime(() =>
          buyer.client.readContract({ address, abi: tesseraAbi, functionName: "canOpen", args }),
        );
        const key = keyOf(offer, buyer.address);
        await firstTime(async () => seen.at.has(key));
        const visible = seen.at.get(key) ?? Number.POSITIVE_INFINITY;
        // The index can be ahead of what the buyer has heard.
        return { included: included - sent, openable: openable - included, visible: Math.max(0, visible - included) };
      }),
    );
  } finally {
    await seen.stop();
  }
}

const keyOf = (offer: string, holder: string): string => `${offer}|${holder}`.toLowerCase();

async function firstTime(look: () => Promise<boolean>): Promise<number> {
  const begun = performance.now();
  while (!(await look())) {
    if (performance.now() - begun > LIMIT) throw new Error("A purchase was not seen in time.");
    await pause(LOOK_EVERY);
  }
  return performance.now();
}

/** One query for all purchases under way, so that looking on is not what is measured. */
function watchLicences({ context }: Marketplace, purchases: readonly Signed[]) {
  const at = new Map<string, number>();
  const where = { offerId: { in: purchases.map(({ offer }) => offer) }, balance: { gt: 0 } };
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      const rows = await context.db.licence.findMany({ where, select: { offerId: true, holder: true } });
      const now = performance.now();
      for (const { offerId, holder } of rows) {
        const key = keyOf(offerId, holder);
        if (!at.has(key)) at.set(key, now);
      }
      await pause(LOOK_EVERY);
    }
  })();
  return {
    at,
    async stop() {
      stopped = true;
      await watching;
    },
  };
}
