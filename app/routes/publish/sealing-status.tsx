import { Button } from "~/ui/button.tsx";
import { Facts } from "~/ui/facts.tsx";
import { formatBytes } from "~/ui/figures.ts";
import { Hash } from "~/ui/hash.tsx";
import { Notice } from "~/ui/notice.tsx";
import { Progress } from "~/ui/progress.tsx";
import type { Publishing } from "./use-publishing.ts";

const phases = {
  sealing: "Sealing and uploading",
  waiting: "Waiting for the connection",
  finishing: "The store checks what it received",
} as const;

/** How the sealing goes, and what can be done about it. */
export function SealingStatus({ publishing }: { publishing: Publishing }) {
  const { view, pause, resume, cancel } = publishing;
  const discard = (
    <Button tone="danger" onClick={() => void cancel()}>
      Cancel and delete
    </Button>
  );
  if (view.step === "running") {
    return (
      <div className="stack-tight" data-sealing={view.phase}>
        <Progress label={phases[view.phase]} done={view.bytes} total={view.total} speed={view.speed} />
        <div className="row">
          <Button onClick={pause}>Pause</Button>
          {discard}
        </div>
        <p className="small quiet">You can fill in the rest meanwhile. After a reload it goes on with the same file.</p>
      </div>
    );
  }
  if (view.step === "paused") {
    return (
      <Notice title="Paused">
        <div className="row">
          <Button tone="primary" onClick={() => void resume()}>
            Go on
          </Button>
          {discard}
        </div>
      </Notice>
    );
  }
  if (view.step === "interrupted") return <div className="row">{discard}</div>;
  if (view.step === "failed") {
    const again = view.reason !== "source-changed" && view.reason !== "lost";
    return (
      <Notice tone="bad" live title="The sealing stopped">
        <p>{view.message}</p>
        <div className="row">
          {again ? <Button onClick={() => void resume()}>Try again</Button> : null}
          {discard}
        </div>
      </Notice>
    );
  }
  if (view.step !== "done") return null;
  const { result, job } = view;
  return (
    <Notice tone="good" live title="Sealed and stored">
      <Facts
        of={[
          ["Files", job.files.map(({ name }) => name).join(", ")],
          ["Size", formatBytes(result.plaintextBytes)],
          ["Sealed file", <Hash key="cid" value={result.cid} label="CID of the sealed file" />],
          ["Plaintext root", <Hash key="root" value={result.root} label="Plaintext root" />],
        ]}
      />
      <div className="row">
        <Button onClick={() => void cancel()}>Use another file</Button>
      </div>
    </Notice>
  );
}
