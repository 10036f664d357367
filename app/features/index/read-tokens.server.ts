import { erc20Abi, zeroAddress } from "viem";
import type { Context } from "~/context.server.ts";

/** Reads symbol and decimals of listed currencies once. The chain's own coin has no contract to ask. */
export async function readTokens(ctx: Pick<Context, "db" | "chain">): Promise<void> {
  const unread = await ctx.db.$queryRaw<
    { address: `0x${string}` }[]
  >`SELECT address FROM currency c WHERE NOT EXISTS (SELECT 1 FROM token t WHERE t.address = c.address)`;
  for (const { address } of unread) {
    const { symbol, decimals } = address === zeroAddress ? { symbol: "ETH", decimals: 18 } : await ask(ctx, address);
    await ctx.db.token.upsert({ where: { address }, create: { address, symbol, decimals }, update: {} });
  }
}

async function ask(ctx: Pick<Context, "chain">, address: `0x${string}`): Promise<{ symbol: string; decimals: number }> {
  const [symbol, decimals] = await Promise.all([
    ctx.chain.read({ address, abi: erc20Abi, functionName: "symbol" }),
    ctx.chain.read({ address, abi: erc20Abi, functionName: "decimals" }),
  ]);
  // A token names itself: what is shown beside a price must be short and plain.
  return { symbol: symbol.replace(/[^\w.$+-]/g, "").slice(0, 12) || "token", decimals };
}
