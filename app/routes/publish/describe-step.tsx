import { useMemo, useState } from "react";
import type { DraftErrors } from "~/features/assets/publishing/check-draft.ts";
import { renderMarkdown } from "~/ui/markdown.ts";
import { Markup } from "~/ui/markup.tsx";
import { Segmented } from "~/ui/segmented.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import type { DraftForm } from "./use-draft.ts";

export function DescribeStep({ form, errors }: { form: DraftForm; errors: DraftErrors }) {
  const { draft, change } = form;
  const [mode, setMode] = useState<"write" | "look">("write");
  const html = useMemo(() => (mode === "look" ? renderMarkdown(draft.description) : ""), [mode, draft.description]);
  return (
    <section className="publish-step stack" aria-labelledby="publish-describe">
      <div className="section-head">
        <h2 id="publish-describe">2. What it is</h2>
      </div>
      <TextField
        label="Title"
        maxLength={120}
        value={draft.title}
        error={errors.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <Segmented
        label="Kind"
        showLabel
        options={[
          { value: "dataset", label: "Dataset" },
          { value: "adapter", label: "Adapter" },
        ]}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      <Segmented
        label="Description"
        showLabel
        options={[
          { value: "write", label: "Write" },
          { value: "look", label: "Look" },
        ]}
        value={mode}
        onChange={setMode}
      />
      {mode === "write" ? (
        <TextArea
          label="Description in Markdown"
          hideLabel
          rows={10}
          value={draft.description}
          error={errors.description}
          hint="Markdown. Where it comes from, how it was made, what it is good and not good for."
          onChange={(event) => change({ description: event.target.value })}
        />
      ) : (
        <div className="publish-preview">
          <Markup html={html} />
        </div>
      )}
      <TextField
        label="Tags"
        optional
        value={draft.tags}
        error={errors.tags}
        hint="With commas between."
        onChange={(event) => change({ tags: event.target.value })}
      />
    </section>
  );
}
