import { useState } from "react";
import { Button } from "~/ui/button.tsx";
import { Checkbox } from "~/ui/checkbox.tsx";
import { Field } from "~/ui/field.tsx";
import { formatBytes } from "~/ui/figures.ts";
import { Notice } from "~/ui/notice.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { FactsLook } from "./facts-look.tsx";
import { SealingStatus } from "./sealing-status.tsx";
import type { DraftForm } from "./use-draft.ts";
import type { Publishing } from "./use-publishing.ts";

const SHORTEST_PASSPHRASE = 12;

export function FileStep({ publishing, form }: { publishing: Publishing; form: DraftForm }) {
  const { view, files, preview, trouble } = publishing;
  const picking = view.step === "none" || view.step === "interrupted";
  return (
    <section className="publish-step stack" aria-labelledby="publish-file">
      <div className="section-head">
        <h2 id="publish-file">1. The file</h2>
      </div>
      {picking ? <Picker publishing={publishing} interrupted={view.step === "interrupted"} /> : null}
      {trouble ? (
        <Notice tone="bad" live title="That did not work">
          <p>{trouble}</p>
        </Notice>
      ) : null}
      {files.length > 0 && view.step === "none" ? <SealFirst publishing={publishing} form={form} /> : null}
      <SealingStatus publishing={publishing} />
      {preview && view.step !== "done" ? <FactsLook facts={preview.facts} whole={preview.whole} /> : null}
      {view.step === "done" ? <FactsLook facts={view.result.facts} whole /> : null}
    </section>
  );
}

function Picker({ publishing, interrupted }: { publishing: Publishing; interrupted: boolean }) {
  const { view, files, pick } = publishing;
  return (
    <div className="publish-drop stack-tight">
      {interrupted && view.step === "interrupted" ? (
        <p>
          A sealing was interrupted. Pick <strong>{view.job.files.map(({ name }) => name).join(", ")}</strong> again and
          it goes on from where it was.
        </p>
      ) : null}
      <Field
        label={interrupted ? "The same files" : "Files"}
        hint="A CSV, JSONL or Parquet table, safetensors with its adapter_config.json, or anything else. Of any size."
      >
        {(aria) => (
          <input
            {...aria}
            className="publish-files"
            type="file"
            multiple
            onChange={(event) => void pick([...(event.target.files ?? [])])}
          />
        )}
      </Field>
      {files.map((file) => (
        <p key={file.name} className="row small">
          <span>{file.name}</span>
          <span className="quiet tabular">{formatBytes(file.size)}</span>
        </p>
      ))}
    </div>
  );
}

function SealFirst({ publishing, form }: { publishing: Publishing; form: DraftForm }) {
  const [passphrase, setPassphrase] = useState("");
  const short = passphrase !== "" && passphrase.length < SHORTEST_PASSPHRASE;
  return (
    <div className="stack">
      <Checkbox
        label="Publish the first rows"
        hint="Up to ten rows of a table are shown to everybody. Columns and statistics are published either way."
        checked={form.draft.sampleRows}
        onChange={(event) => void publishing.showSampleRows(event.target.checked)}
      />
      <TextField
        label="Recovery passphrase"
        optional
        type="password"
        autoComplete="new-password"
        hint="Opens your file without any key network, should all of its nodes be gone. We can't restore it for you."
        value={passphrase}
        error={short ? `At least ${SHORTEST_PASSPHRASE} characters.` : null}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <div className="row">
        <Button
          tone="primary"
          busy={publishing.wrapping}
          disabled={short || publishing.preview === null}
          onClick={() => void publishing.begin(passphrase).then(() => setPassphrase(""))}
        >
          {publishing.wrapping ? "Wrapping the key" : "Seal and upload"}
        </Button>
      </div>
    </div>
  );
}
