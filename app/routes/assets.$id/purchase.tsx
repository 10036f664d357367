import { Link } from "@remix-run/react";
import { Faucet } from "~/features/accounts/balances/faucet.tsx";
import { useBalance } from "~/features/accounts/balances/use-balance.ts";
import { TransactionStatus } from "~/features/accounts/wallet/transaction-status.tsx";
import { useTransaction } from "~/features/accounts/wallet/use-transaction.ts";
import { useWallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { AssetView, OfferView } from "~/features/assets/asset-view.ts";
import { buyErrors } from "~/features/licences/buying/offer-words.ts";
import { useSite } from "~/frame/use-site.ts";
import { formatMoney } from "~/money.ts";
import { Button } from "~/ui/button.tsx";
import { Money } from "~/ui/money.tsx";

export function Purchase({ asset, offer }: { asset: AssetView; offer: OfferView }) {
  const site = useSite();
  const wallet = useWallet();
  const { balance, refresh } = useBalance(offer.price.currency, wallet.address);
  const { state, run, busy } = useTransaction(buyErrors);
  const buyer = wallet.address;

  if (!site || !buyer) {
    return (
      <>
        <Button tone="primary" wide onClick={wallet.connect}>
          Sign in to buy
        </Button>
        <p className="small quiet">With a wallet. No account is made here, and no card is needed.</p>
      </>
    );
  }
  const buy = () =>
    run(async (steps) => {
      const { buyOffer } = await import("~/features/licences/buying/buy-offer.ts");
      return buyOffer({ site, wallet, buyer, offer, version: asset.version }, steps);
    }).then(refresh);
  const short = balance !== null && balance.amount < offer.price.amount;
  const token = site.contracts.usdc?.toLowerCase() === offer.price.currency.address.toLowerCase();

  return (
    <>
      <Button tone="primary" wide busy={busy} disabled={short} onClick={() => void buy()}>
        {busy ? "Buying" : `Buy for ${formatMoney(offer.price)}`}
      </Button>
      <TransactionStatus
        state={state}
        done={
          <p>
            The licence is in your <Link to="/library">library</Link>. You can open the file now.
          </p>
        }
      />
      <p className="row-apart small">
        <span className="quiet">Your balance</span>
        {balance ? <Money of={balance} /> : <span className="quiet">reading</span>}
      </p>
      {short ? <p className="small buy-short">That is less than the price.</p> : null}
      {site.embedded && token ? <Faucet onDone={refresh} /> : null}
      <p className="small quiet">You never pay more than the price shown: the contract refuses a higher one.</p>
    </>
  );
}
