import type { Address } from "viem";
import { readShares, type ShareRow } from "~/features/assets/publishing/read-shares.ts";
import { Button } from "~/ui/button.tsx";
import { Notice } from "~/ui/notice.tsx";
import { TextField } from "~/ui/text-field.tsx";
import type { DraftForm } from "./use-draft.ts";

interface Props {
  form: DraftForm;
  creator: Address;
  error: string | null;
}

export function SharesStep({ form, creator, error }: Props) {
  const { draft, change } = form;
  const { rest, errors } = readShares(draft.shares, creator);
  const put = (place: number, part: Partial<ShareRow>) =>
    change({ shares: draft.shares.map((row, at) => (at === place ? { ...row, ...part } : row)) });
  return (
    <section className="publish-step stack" aria-labelledby="publish-shares">
      <div className="section-head">
        <h2 id="publish-shares">4. Who is paid</h2>
        <span className="quiet tabular">You: {Number((rest / 10_000).toFixed(4))} %</span>
      </div>
      <p className="small quiet">
        Contributors by their address, and assets that this one is made from by their id. Each gets its part of every
        payment; you get the rest.
      </p>
      {draft.shares.map((row, place) => {
        const wrong = errors[place];
        const said = (field: "to" | "percent") => (row[field] !== "" || error ? wrong?.[field] : null);
        return (
          <div className="publish-share" key={row.id}>
            <TextField
              label="Address or asset id"
              spellCheck={false}
              value={row.to}
              error={said("to")}
              onChange={(event) => put(place, { to: event.target.value })}
            />
            <TextField
              label="Share"
              affix="%"
              inputMode="decimal"
              value={row.percent}
              error={said("percent")}
              onChange={(event) => put(place, { percent: event.target.value })}
            />
            <Button onClick={() => change({ shares: draft.shares.filter((_, at) => at !== place) })}>Remove</Button>
          </div>
        );
      })}
      {rest < 0 ? (
        <Notice tone="bad" live title="More than 100 %">
          <p>Together the shares come to more than a payment has.</p>
        </Notice>
      ) : null}
      <div className="row">
        <Button onClick={() => change({ shares: [...draft.shares, { id: crypto.randomUUID(), to: "", percent: "" }] })}>
          Add a share
        </Button>
      </div>
    </section>
  );
}
