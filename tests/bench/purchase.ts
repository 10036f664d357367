import { encodeFunctionData, maxUint256 } from "viem";
import { DEMO_ACCOUNTS } from "~/demo-accounts.ts";
import { waitForBlock } from "~/features/index/wait-for-block.server.ts";
import { type AssetId, offerIdOf } from "~/ids.ts";
import { demoUsdcAbi } from "../../contracts/abi/demoUsdc.ts";
import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import { type Person, startMarketplace } from "../support/marketplace.ts";
import { send } from "../support/send.ts";
import { listOnMarket, PRICE } from "./purchase/list-on-market.ts";
import { type Signed, type Timed, timePurchases } from "./purchase/time-purchases.ts";
import { median, note, report } from "./report.ts";

// Purchases on the embedded chain with all of the marketplace's processes running but the web server: from a purchase's inclusion (its
// receipt) until the contract's `canOpen`, which the key nodes ask, is true, and until the index has the licence. The bound is inclusion
// itself, measured in the same run. 50 at once are ten accounts with five each, signed beforehand; before them, some one by one.
// The looking on (every 5 ms, on the same cores) is part of every figure. The key nodes' shares are not: see keyshare.ts.
const EACH = 5;
const ALONE = 10;

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

const market = await startMarketplace();
try {
  const { tessera, usdc } = market.deployment.contracts;
  const assets = await listOnMarket(market, EACH + 1);
  const buyers = Array.from({ length: DEMO_ACCOUNTS }, (_, index) => market.person(index));
  for (const buyer of buyers) {
    await send(buyer, { address: usdc, abi: demoUsdcAbi, functionName: "approve", args: [tessera, maxUint256] });
  }
  if (!(await waitForBlock(market.context, (await market.context.chain.head()).number))) {
    throw new Error("The index does not follow the chain.");
  }

  const sign = async (buyer: Person, asset: AssetId, nonce: number): Promise<Signed> => {
    const offer = offerIdOf(asset, 0);
    const order = { offerId: BigInt(offer), to: buyer.address, maxPrice: PRICE, version: 1, allowProof: [] };
    const data = encodeFunctionData({ abi: tesseraAbi, functionName: "buy", args: [order] });
    const request = await buyer.wallet.prepareTransactionRequest({
      ...{ account: buyer.account, to: tessera, data, nonce, gas: 500_000n },
    });
    return { buyer, asset, offer, transaction: await buyer.wallet.signTransaction(request) };
  };
  const nonceOf = ({ client, address }: Person) => client.getTransactionCount({ address });

  const [first, ...others] = assets;
  if (first === undefined) throw new Error("Nothing was listed.");
  const alone: Timed[] = [];
  for (const buyer of buyers.slice(0, ALONE)) {
    alone.push(...(await timePurchases(market, [await sign(buyer, first, await nonceOf(buyer))])));
  }
  const signed: Signed[] = [];
  for (const buyer of buyers) {
    const nonce = await nonceOf(buyer);
    for (const [index, asset] of others.entries()) signed.push(await sign(buyer, asset, nonce + index));
  }
  const together = await timePurchases(market, signed);

  for (const [name, timed] of [
    ["one-by-one", alone],
    ["at-once", together],
  ] as const) {
    note(`purchase.${name}`, timed.length, "purchases");
    for (const part of ["included", "openable", "visible"] as const) {
      const values = timed.map((it) => it[part]);
      note(`purchase.${name}.${part}.p50`, median(values), "ms");
      note(`purchase.${name}.${part}.p95`, p95(values), "ms");
    }
  }
  const ratioOf = (part: "openable" | "visible") =>
    p95(together.map((it) => it[part])) / p95(together.map(({ included }) => included));
  note("purchase.openable-over-inclusion", ratioOf("openable"), "x");
  note("purchase.visible-over-inclusion", ratioOf("visible"), "x");
  const bar = { unit: "ms", bar: 100, better: "lower" } as const;
  report({ ...bar, metric: "purchase.openable.p95", value: p95(together.map(({ openable }) => openable)) });
  report({ ...bar, metric: "purchase.visible.p95", value: p95(together.map(({ visible }) => visible)) });
} finally {
  await market.close();
}
