import type { Address } from "viem";
import type { Role } from "~/actor.ts";
import { Faucet } from "~/features/accounts/balances/faucet.tsx";
import { useBalance } from "~/features/accounts/balances/use-balance.ts";
import { useWallet } from "~/features/accounts/wallet/wallet-context.ts";
import { SignInFirst } from "~/frame/sign-in-first.tsx";
import { useSite } from "~/frame/use-site.ts";
import type { Currency } from "~/money.ts";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Facts } from "~/ui/facts.tsx";
import { Hash } from "~/ui/hash.tsx";
import { Money } from "~/ui/money.tsx";
import { Seal } from "~/ui/seal.tsx";

interface Account {
  address: Address;
  roles: readonly Role[];
}

export function AccountPage({ account }: { account: Account | null }) {
  const wallet = useWallet();
  if (!account) {
    return (
      <>
        <header className="page-head">
          <h1>Account</h1>
        </header>
        <SignInFirst what="An account here is an address that you can sign for, and nothing else." />
      </>
    );
  }
  return (
    <>
      <header className="page-head">
        <Seal id={account.address} size={72} />
        <h1>{wallet.name ?? "Account"}</h1>
        <p className="row">
          <Hash value={account.address} label="Address" keep={10} />
          {wallet.kind === "demo" ? <Badge tone="warn">Demo wallet</Badge> : null}
          {account.roles.map((role) => (
            <Badge key={role}>{role}</Badge>
          ))}
        </p>
      </header>
      <div className="stack">
        <Balances account={account.address} />
        <div className="row">
          <Button onClick={wallet.connect}>Switch account</Button>
          <Button tone="quiet" onClick={wallet.leave}>
            Sign out
          </Button>
        </div>
      </div>
    </>
  );
}

function Balances({ account }: { account: Address }) {
  const site = useSite();
  if (!site) return null;
  return (
    <section className="panel stack" aria-labelledby="balances">
      <h2 id="balances">Balances in the wallet</h2>
      <Facts
        of={site.currencies.map((each) => [each.symbol, <Balance key={each.address} of={each} account={account} />])}
      />
      <Faucet onDone={() => location.reload()} />
    </section>
  );
}

function Balance({ of, account }: { of: Currency; account: Address }) {
  const { balance } = useBalance(of, account);
  return balance ? <Money of={balance} /> : <span className="quiet">reading</span>;
}
