import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { Facts } from "~/ui/facts.tsx";
import type { PendingRequest } from "./request-queue.ts";

/** The demo wallet's own window: what is asked, of whom, and yes or no. */
export function DemoConfirm({ request, owner }: { request: PendingRequest | null; owner: string | null }) {
  const view = request?.view;
  return (
    <Dialog
      title={view?.title ?? ""}
      open={request !== null}
      onClose={() => request?.answer(false)}
      foot={
        <>
          <Button onClick={() => request?.answer(false)}>Decline</Button>
          <Button tone="primary" onClick={() => request?.answer(true)}>
            Confirm
          </Button>
        </>
      }
    >
      <p className="row small">
        <Badge tone="warn">Demo wallet</Badge>
        <span className="quiet">{owner} · public keys, no real money</span>
      </p>
      <p>{view?.effect}</p>
      {view?.fields.length ? <Facts of={view.fields} /> : null}
      {view?.text ? <pre className="dialog-text">{view.text}</pre> : null}
    </Dialog>
  );
}
