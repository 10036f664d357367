import { formatAmount, type Money as MoneyValue } from "~/money.ts";

/** An exact amount in tabular figures: "1,234.50 USDC". */
export function Money({ of }: { of: MoneyValue }) {
  return (
    <span className="money">
      {formatAmount(of.amount, of.currency.decimals)} <span className="money-symbol">{of.currency.symbol}</span>
    </span>
  );
}
