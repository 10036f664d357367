import { useCallback, useState } from "react";
import { useWallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { AssetView } from "~/features/assets/asset-view.ts";
import { useSite } from "~/frame/use-site.ts";
import { Button, LinkButton } from "~/ui/button.tsx";
import { formatBytes, formatCount } from "~/ui/figures.ts";
import { Notice } from "~/ui/notice.tsx";
import { Progress } from "~/ui/progress.tsx";
import type { Access } from "./find-access.ts";
import { useAccess } from "./use-access.ts";
import { type OpeningState, useOpening } from "./use-opening.ts";

/** Opens an asset: from the licence over the key nodes to a verified file on disk. */
export function OpenPanel({ asset }: { asset: AssetView }) {
  const site = useSite();
  const wallet = useWallet();
  const [turn, setTurn] = useState(0);
  const access = useAccess(site, asset, wallet.address, turn);
  const onEnd = useCallback(() => setTurn((before) => before + 1), []);
  const { state, open, save, stop, interrupted } = useOpening({ site, asset, account: wallet.address, access, onEnd });
  const busy = state.step === "unlocking" || state.step === "saving";

  return (
    <section className="panel stack" aria-labelledby="open">
      <h2 id="open">Open it</h2>
      {wallet.address === null ? (
        <>
          <Button wide onClick={wallet.connect}>
            Sign in to open
          </Button>
          <p className="small quiet">With the account that holds the licence.</p>
        </>
      ) : (
        <>
          <p className="small">{access ? accessWords(access) : "Asking the chain what your account may open."}</p>
          {state.step === "choose" ? (
            <Button tone="primary" wide onClick={() => void save()}>
              {interrupted ? "Go on" : "Choose where to save"}
            </Button>
          ) : (
            <Button
              tone={access?.kind === "none" ? "quiet" : "primary"}
              wide
              busy={busy}
              disabled={access === null}
              onPointerEnter={preload}
              onFocus={preload}
              onClick={() => void open()}
            >
              {interrupted && !busy ? `Go on at ${formatBytes(interrupted.checkpoint.bytes)}` : buttonWords(access)}
            </Button>
          )}
          <OpeningProgress state={state} onStop={stop} />
        </>
      )}
    </section>
  );
}

const preload = () => void import("~/ports/keys/lit/load-sdk.ts").then(({ preloadSdk }) => preloadSdk());

function accessWords(access: Access): string {
  if (access.kind === "open")
    return `Your account may open version ${access.version}. Everything is checked and decrypted here, in your browser.`;
  if (access.kind === "none")
    return "Your account holds no licence that opens this now. The key nodes decide; you can ask them.";
  return `Opening spends one of your ${formatCount(access.left)} uses and lets you open version ${access.version} for 24 hours.`;
}

function buttonWords(access: Access | null): string {
  if (access?.kind === "spend") return "Open and spend one use";
  return access?.kind === "none" ? "Ask the key nodes" : "Open";
}

function OpeningProgress({ state, onStop }: { state: OpeningState; onStop: () => void }) {
  switch (state.step) {
    case "unlocking":
      return (
        <p className="small" role="status">
          {state.what}
        </p>
      );
    case "saving":
      return (
        <>
          <Progress
            label={state.waiting ? "Waiting for the store" : "Verifying, decrypting and saving"}
            done={state.done}
            total={state.total}
            speed={state.speed}
          />
          <Button size="small" tone="quiet" onClick={onStop}>
            Stop
          </Button>
        </>
      );
    case "saved":
      return (
        <Notice tone="good" title="Saved and verified" live>
          <p>{formatBytes(state.bytes)}. Every byte matches what was listed.</p>
          {state.dishonest.length > 0 ? <p>Left out for a false answer: {state.dishonest.join(", ")}.</p> : null}
        </Notice>
      );
    case "stopped":
      return (
        <Notice tone="note" title="Stopped" live>
          <p>What reached a file that you chose is kept, and you can go on from there.</p>
        </Notice>
      );
    case "failed":
      return (
        <Notice tone="bad" title={state.words.title} live>
          <p>{state.words.text}</p>
          {state.words.remedy === "buy" ? <LinkButton to="#licence">See what it costs</LinkButton> : null}
        </Notice>
      );
    default:
      return null;
  }
}
