import { z } from "zod";
import type { Actor } from "~/actor.ts";
import type { Context } from "~/context.server.ts";
import { readCurrencies } from "~/features/assets/read-currencies.server.ts";
import { readTitles } from "~/features/assets/read-titles.server.ts";
import type { AssetId } from "~/ids.ts";
import { lensAbi } from "../../../contracts/abi/lens.ts";
import { tesseraAbi } from "../../../contracts/abi/tessera.ts";
import type { AssetEarnings, EarningsView } from "./earnings-view.ts";

type EarningsContext = Pick<Context, "db" | "chain" | "deployment">;

const Pools = z.array(z.object({ asset_id: z.string(), currency: z.string() }));
type Pool = z.infer<typeof Pools>[number];

/**
 * An account's income by currency. Which assets and currencies concern it is the index's to know; every figure is read from the
 * contracts, because what is shown here is what a withdrawal then pays.
 */
export async function listEarnings(ctx: EarningsContext, actor: Actor): Promise<EarningsView[]> {
  const [pools, balances, currency] = await Promise.all([
    findPools(ctx, actor.address),
    ctx.db.balance.findMany({ where: { account: actor.address } }),
    readCurrencies(ctx),
  ]);
  const title = await readTitles(
    ctx,
    pools.map((pool) => pool.asset_id),
  );
  const addresses = [...new Set([...pools, ...balances].map((it) => it.currency))].sort();
  return Promise.all(
    addresses.map(async (address): Promise<EarningsView> => {
      const mine = pools.filter((pool) => pool.currency === address);
      const [assets, [balance, withdrawn]] = await Promise.all([
        Promise.all(mine.map((pool) => readPool(ctx, actor, pool))),
        balanceOf(ctx, actor, address),
      ]);
      const named = assets.map((entry) => ({ ...entry, title: title(entry.asset) }));
      return {
        currency: currency(address),
        held: sum(named, ({ held }) => held),
        withdrawable: balance + sum(named, ({ claimable }) => claimable),
        withdrawn,
        assets: named,
      };
    }),
  );
}

const sum = <T>(of: readonly T[], value: (it: T) => bigint) => of.reduce((total, it) => total + value(it), 0n);

/** Assets of whose income the account has a share now, in each currency in which they are or were offered. */
async function findPools({ db }: EarningsContext, account: string): Promise<Pool[]> {
  return Pools.parse(
    await db.$queryRaw`SELECT DISTINCT s.asset_id, c.currency FROM share s
      JOIN asset a ON a.id = s.asset_id AND a.period = s.period
      JOIN LATERAL (
        SELECT currency FROM offer WHERE asset_id = s.asset_id
        UNION SELECT currency FROM pool WHERE asset_id = s.asset_id
      ) c ON true
      WHERE s.account = ${account} ORDER BY s.asset_id, c.currency LIMIT 1000`,
  );
}

async function balanceOf({ chain, deployment }: EarningsContext, actor: Actor, currency: string) {
  return chain.read({
    address: deployment.contracts.tessera,
    abi: tesseraAbi,
    functionName: "balancesOf",
    args: [actor.address, currency as `0x${string}`],
  });
}

async function readPool(ctx: EarningsContext, actor: Actor, pool: Pool): Promise<AssetEarnings> {
  const asset = await ctx.db.asset.findUniqueOrThrow({ where: { id: pool.asset_id } });
  const shares = await ctx.db.share.findMany({
    where: { assetId: asset.id, period: asset.period },
    orderBy: { recipient: "asc" },
  });
  const ppm = shares.find(({ account }) => account === actor.address)?.ppm ?? 0;
  const [held, claimable, claimed] = await ctx.chain.read({
    address: ctx.deployment.contracts.lens,
    abi: lensAbi,
    functionName: "earningsOf",
    args: [BigInt(asset.id), pool.currency as `0x${string}`, BigInt(actor.address), ppm],
  });
  return {
    asset: asset.id as AssetId,
    title: "",
    creator: asset.creator === actor.address,
    ppm,
    held,
    claimable,
    claimed,
    period: asset.period,
    shares: shares.map(({ recipient, ppm: part }) => ({ recipient: BigInt(recipient), ppm: part })),
  };
}
