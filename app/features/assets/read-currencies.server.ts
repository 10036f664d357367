import { zeroAddress } from "viem";
import type { Context } from "~/context.server.ts";
import type { Currency } from "~/money.ts";

const coin: Currency = { address: zeroAddress, symbol: "ETH", decimals: 18 };

/** Currencies by address in lower case. One whose token has not been asked for its name yet counts in minor units. */
export async function readCurrencies(ctx: Pick<Context, "db">): Promise<(address: string) => Currency> {
  const tokens = await ctx.db.token.findMany();
  const known = new Map(tokens.map((token) => [token.address, { ...token, address: token.address as `0x${string}` }]));
  return (address) => {
    if (address === zeroAddress) return coin;
    return known.get(address) ?? { address: address as `0x${string}`, symbol: "units", decimals: 0 };
  };
}
