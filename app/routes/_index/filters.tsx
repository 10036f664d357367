import { Form, useNavigation, useSubmit } from "@remix-run/react";
import { type ChangeEvent, useRef } from "react";
import { Button } from "~/ui/button.tsx";
import { Segmented } from "~/ui/segmented.tsx";
import { SelectField } from "~/ui/select-field.tsx";
import { TextField } from "~/ui/text-field.tsx";
import type { CatalogueSearch } from "./route.tsx";

const kinds = [
  { value: "", label: "All" },
  { value: "dataset", label: "Datasets" },
  { value: "adapter", label: "Adapters" },
] as const;

const sorts = [
  { value: "newest", label: "Newest first" },
  { value: "price", label: "Lowest price first" },
];

/** A plain GET form: it works without script, and searches at once with it where a choice changes. */
export function Filters({ search, licences }: { search: CatalogueSearch; licences: readonly string[] }) {
  const form = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  const busy = useNavigation().state === "loading";
  const choose = (event: ChangeEvent<HTMLFormElement>) => {
    const { target } = event;
    if (target instanceof HTMLInputElement && target.type !== "radio") return;
    void submit(form.current, { replace: true, preventScrollReset: true });
  };
  return (
    <search>
      <Form ref={form} className="filters" method="get" action="/" onChange={choose} key={JSON.stringify(search)}>
        <div className="filters-query">
          <TextField
            label="Search"
            hideLabel
            name="query"
            type="search"
            placeholder="Search titles, descriptions, columns, base models"
            defaultValue={search.query}
          />
          <Button type="submit" busy={busy}>
            Search
          </Button>
        </div>
        <div className="filters-choices">
          <Segmented label="Kind" name="kind" options={kinds} defaultValue={search.kind ?? ""} />
          <SelectField
            label="Licence"
            hideLabel
            name="licence"
            defaultValue={search.licence ?? ""}
            options={[{ value: "", label: "Any licence" }, ...licences.map((name) => ({ value: name, label: name }))]}
          />
          <SelectField label="Order" hideLabel name="sort" defaultValue={search.sort} options={sorts} />
        </div>
      </Form>
    </search>
  );
}
