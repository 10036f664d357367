import type { DraftErrors } from "~/features/assets/publishing/check-draft.ts";
import { licenceChoices } from "~/features/assets/publishing/licence-choices.ts";
import type { Currency } from "~/money.ts";
import { Segmented } from "~/ui/segmented.tsx";
import { SelectField } from "~/ui/select-field.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import type { DraftForm } from "./use-draft.ts";

interface Props {
  form: DraftForm;
  errors: DraftErrors;
  currencies: readonly Currency[];
}

export function TermsStep({ form, errors, currencies }: Props) {
  const { draft, change } = form;
  const currency =
    currencies.find(({ address }) => address.toLowerCase() === draft.currency.toLowerCase()) ?? currencies[0];
  return (
    <section className="publish-step stack" aria-labelledby="publish-terms">
      <div className="section-head">
        <h2 id="publish-terms">3. Terms</h2>
      </div>
      <SelectField
        label="Licence terms"
        options={licenceChoices}
        value={draft.licence}
        error={draft.licence === "custom" ? null : errors.licence}
        hint="What a licensee may do with it. Its fingerprint is on chain and can't be changed for what was sold."
        onChange={(event) => change({ licence: event.target.value })}
      />
      {draft.licence === "custom" ? (
        <TextArea
          label="Your terms"
          rows={8}
          value={draft.licenceText}
          error={errors.licence}
          onChange={(event) => change({ licenceText: event.target.value })}
        />
      ) : null}
      <Segmented
        label="A licence lasts"
        showLabel
        options={[
          { value: "for-ever", label: "For ever" },
          { value: "term", label: "A term" },
          { value: "metered", label: "By use" },
        ]}
        value={draft.model}
        onChange={(model) => change({ model })}
      />
      <div className="grid-2">
        <TextField
          label={draft.model === "metered" ? "Price of one use" : "Price"}
          inputMode="decimal"
          affix={currencies.length === 1 ? currency?.symbol : undefined}
          value={draft.price}
          error={errors.price}
          onChange={(event) => change({ price: event.target.value })}
        />
        {currencies.length > 1 ? (
          <SelectField
            label="Currency"
            options={currencies.map(({ address, symbol }) => ({ value: address, label: symbol }))}
            value={currency?.address ?? ""}
            onChange={(event) => change({ currency: event.target.value })}
          />
        ) : null}
        {draft.model === "term" ? (
          <TextField
            label="Days"
            inputMode="numeric"
            value={draft.days}
            error={errors.days}
            onChange={(event) => change({ days: event.target.value })}
          />
        ) : null}
        {draft.model === "metered" ? (
          <TextField
            label="Uses in one purchase"
            inputMode="numeric"
            value={draft.uses}
            error={errors.uses}
            hint="A key session of a day is one use. What is not used can be taken back."
            onChange={(event) => change({ uses: event.target.value })}
          />
        ) : (
          <TextField
            label="Hold, in days"
            inputMode="numeric"
            value={draft.holdDays}
            error={errors.holdDays}
            hint="In which a buyer can still dispute a payment, up to twice as long. 0 for none."
            onChange={(event) => change({ holdDays: event.target.value })}
          />
        )}
      </div>
    </section>
  );
}
