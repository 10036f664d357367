import { Link } from "@remix-run/react";
import { useState } from "react";
import type { Address } from "viem";
import { TransactionStatus } from "~/features/accounts/wallet/transaction-status.tsx";
import { useTransaction } from "~/features/accounts/wallet/use-transaction.ts";
import { useWallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { CheckedDraft, DraftErrors } from "~/features/assets/publishing/check-draft.ts";
import { assetIdOfDraft } from "~/features/assets/publishing/compose-manifest.ts";
import { listErrors } from "~/features/assets/publishing/list-errors.ts";
import type { AssetId } from "~/ids.ts";
import type { Site } from "~/site.ts";
import { Button } from "~/ui/button.tsx";
import { Notice } from "~/ui/notice.tsx";
import { Summary } from "./summary.tsx";
import type { DraftForm } from "./use-draft.ts";
import type { Publishing } from "./use-publishing.ts";

interface Props {
  creator: Address;
  site: Site;
  form: DraftForm;
  publishing: Publishing;
  checked: CheckedDraft | null;
  errors: DraftErrors;
  /** From then on what is wrong is said at the fields. */
  onTry: () => void;
}

export function ReviewStep({ creator, site, form, publishing, checked, errors, onTry }: Props) {
  const wallet = useWallet();
  const { state, run, busy } = useTransaction(listErrors);
  const [listed, setListed] = useState<AssetId | null>(null);
  const { view } = publishing;
  const { sealed } = form.draft;
  const ready = checked !== null && sealed !== null && view.step === "done";

  const list = async (): Promise<void> => {
    onTry();
    if (!ready) return;
    const { tessera: contract } = site.contracts;
    const { result, job } = view;
    const asset = { creator, chainId: site.chain.id, contract, draft: checked, sealed, files: job.files, result };
    const receipt = await run(async (steps) => {
      const { listAsset } = await import("~/features/assets/publishing/list-asset.ts");
      const token = () => publishing.token(1_048_576);
      return listAsset({ wallet, asset, store: site.storeUrl, token }, steps);
    });
    if (receipt) setListed(assetIdOfDraft(asset));
  };
  const another = async (): Promise<void> => {
    await publishing.cancel();
    form.forget();
    setListed(null);
  };

  return (
    <section className="publish-step stack" aria-labelledby="publish-review">
      <div className="section-head">
        <h2 id="publish-review">5. Review and list</h2>
      </div>
      {checked ? <Summary checked={checked} currencies={site.currencies} creator={creator} /> : null}
      {view.step === "done" ? null : <p className="quiet">First the file has to be sealed and uploaded.</p>}
      {Object.keys(errors).length > 0 ? (
        <Notice tone="bad" live title="Not complete yet">
          <ul>
            {Object.entries(errors).map(([field, words]) => (
              <li key={field}>{words}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {listed ? null : wallet.address ? (
        <div className="row">
          <Button tone="primary" busy={busy} disabled={view.step !== "done"} onClick={() => void list()}>
            Sign and list
          </Button>
          <span className="small quiet">One transaction. Everything above becomes public and can't be changed.</span>
        </div>
      ) : (
        <div className="row">
          <Button tone="primary" onClick={wallet.connect}>
            Connect your wallet
          </Button>
        </div>
      )}
      <TransactionStatus state={state} done={<p>It is listed.</p>} />
      {listed ? (
        <div className="row">
          <Link className="button" data-tone="primary" to={`/assets/${listed}`}>
            To its page
          </Link>
          <Button onClick={() => void another()}>Publish another</Button>
        </div>
      ) : null}
    </section>
  );
}
