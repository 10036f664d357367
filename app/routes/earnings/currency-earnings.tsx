import { Link } from "@remix-run/react";
import { TransactionStatus } from "~/features/accounts/wallet/transaction-status.tsx";
import { useTransaction } from "~/features/accounts/wallet/use-transaction.ts";
import { useWallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { EarningsView } from "~/features/royalties/earnings-view.ts";
import { useSite } from "~/frame/use-site.ts";
import { formatAmount, formatMoney } from "~/money.ts";
import { Button } from "~/ui/button.tsx";
import { Money } from "~/ui/money.tsx";
import { Table } from "~/ui/table.tsx";

const percent = (ppm: number) => `${Number((ppm / 10_000).toFixed(4))} %`;

const errors = {
  NothingToWithdraw: "There is nothing to withdraw now. Reload to see the newest figures.",
  TermsChanged: "The shares changed meanwhile. Reload the page and try again.",
};

/** Income in one currency: three sums, each asset's part, and the withdrawal. */
export function CurrencyEarnings({ earnings }: { earnings: EarningsView }) {
  const { currency } = earnings;
  const site = useSite();
  const wallet = useWallet();
  const { state, run, busy } = useTransaction(errors);
  const figure = (amount: bigint) => formatAmount(amount, currency.decimals);
  const withdraw = () =>
    run(async (steps) => {
      if (!site || !wallet.address) throw new Error("Connect a wallet first.");
      const { collectEarnings } = await import("~/features/royalties/withdrawing/collect-earnings.ts");
      return collectEarnings({ site, wallet, account: wallet.address, earnings }, steps);
    });
  return (
    <section className="stack" aria-labelledby={`in-${currency.symbol}`}>
      <div className="section-head earnings-head">
        <h2 id={`in-${currency.symbol}`}>In {currency.symbol}</h2>
      </div>
      <div className="sums-row">
        <dl className="sums">
          <div>
            <dt>Held</dt>
            <dd>
              <Money of={{ amount: earnings.held, currency }} />
            </dd>
          </div>
          <div data-main="">
            <dt>Withdrawable</dt>
            <dd>
              <Money of={{ amount: earnings.withdrawable, currency }} />
            </dd>
          </div>
          <div>
            <dt>Withdrawn</dt>
            <dd>
              <Money of={{ amount: earnings.withdrawn, currency }} />
            </dd>
          </div>
        </dl>
        <Button
          tone="primary"
          busy={busy}
          disabled={earnings.withdrawable === 0n || wallet.status !== "ready"}
          onClick={() => void withdraw()}
        >
          {earnings.withdrawable === 0n
            ? "Nothing to withdraw"
            : `Withdraw ${formatMoney({ amount: earnings.withdrawable, currency })}`}
        </Button>
      </div>
      <TransactionStatus state={state} done={<p>It is in your wallet.</p>} />
      {earnings.assets.length > 0 ? (
        <Table
          caption={`Income by asset, in ${currency.symbol}`}
          fold
          columns={[
            { key: "asset", label: "Asset", cell: (asset) => <Link to={`/assets/${asset.asset}`}>{asset.title}</Link> },
            { key: "role", label: "You are", cell: (asset) => (asset.creator ? "its creator" : "a contributor") },
            { key: "share", label: "Share", cell: (asset) => percent(asset.ppm), align: "end" },
            { key: "held", label: "Held", cell: (asset) => figure(asset.held), align: "end" },
            { key: "claimable", label: "Withdrawable", cell: (asset) => figure(asset.claimable), align: "end" },
            { key: "claimed", label: "Claimed", cell: (asset) => figure(asset.claimed), align: "end" },
          ]}
          rows={earnings.assets}
          rowKey={(asset) => asset.asset}
        />
      ) : null}
    </section>
  );
}
