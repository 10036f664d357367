/** A currency as the chain knows it: the token's address, or the zero address for the chain's own coin. */
export interface Currency {
  readonly address: `0x${string}`;
  readonly symbol: string;
  /** Digits after the point in one whole unit, 0 to 18. */
  readonly decimals: number;
}

/** An amount in minor units of one currency. Amounts of different currencies never meet. */
export interface Money {
  readonly amount: bigint;
  readonly currency: Currency;
}

export const SHARE_UNITS = 1_000_000n;

/** `amount * share / 1e6`, rounded towards zero, as the contract pays it. `share` is in parts per million. */
export function shareOfDown(amount: bigint, share: bigint): bigint {
  return (amount * share) / SHARE_UNITS;
}

/**
 * A decimal as a person types it ("12.50") in minor units.
 * @returns null where the text is not a plain decimal, or is finer than the currency's minor unit.
 */
export function parseAmount(text: string, decimals: number): bigint | null {
  const match = /^(\d{1,30})(?:\.(\d+))?$/.exec(text.trim());
  const whole = match?.[1];
  if (whole === undefined) return null;
  const fraction = match?.[2] ?? "";
  if (fraction.length > decimals) return null;
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}

/** Minor units as an exact decimal with grouped thousands and at least `minimum` digits after the point: "1,234.50". */
export function formatAmount(amount: bigint, decimals: number, minimum = Math.min(2, decimals)): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = digits
    .slice(digits.length - decimals)
    .replace(/0+$/, "")
    .padEnd(minimum, "0");
  return `${amount < 0n ? "−" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
}

export function formatMoney({ amount, currency }: Money): string {
  return `${formatAmount(amount, currency.decimals)} ${currency.symbol}`;
}
