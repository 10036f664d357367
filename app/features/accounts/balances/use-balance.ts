import { useCallback, useEffect, useState } from "react";
import type { Address } from "viem";
import { useSite } from "~/frame/use-site.ts";
import type { Currency, Money } from "~/money.ts";

/** @returns the balance, null until it is known; `refresh` reads it again. */
export function useBalance(
  currency: Currency | null,
  account: Address | null,
): { balance: Money | null; refresh: () => void } {
  const site = useSite();
  const [balance, setBalance] = useState<Money | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    // `turn` only asks for another reading.
    void turn;
    let current = true;
    setBalance((known) => (known && known.currency.address === currency?.address ? known : null));
    if (!site || !currency || !account) return;
    void import("./read-balance.ts")
      .then(({ readBalance }) => readBalance(site, currency.address, account))
      .then((amount) => current && setBalance({ amount, currency }))
      .catch(() => current && setBalance(null));
    return () => {
      current = false;
    };
  }, [site, currency, account, turn]);
  return { balance, refresh: useCallback(() => setTurn((at) => at + 1), []) };
}
