import { useCallback, useEffect, useRef, useState } from "react";
import type { Address } from "viem";
import { useWallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { AssetView } from "~/features/assets/asset-view.ts";
import type { Site } from "~/site.ts";
import type { Access } from "./find-access.ts";
import type { UnlockedVersion } from "./opening.client.ts";
import type { KeptOpening } from "./opening-store.ts";
import type { FailureWords } from "./opening-words.ts";

export type OpeningState =
  | { readonly step: "idle" }
  | { readonly step: "unlocking"; readonly what: string }
  /** The key is there; browsers let a page ask for a place only right after a click. */
  | { readonly step: "choose" }
  | {
      readonly step: "saving";
      readonly done: number;
      readonly total: number;
      readonly speed: number | null;
      readonly waiting: boolean;
    }
  | { readonly step: "saved"; readonly bytes: number; readonly dishonest: readonly string[] }
  | { readonly step: "stopped"; readonly resumable: boolean }
  | { readonly step: "failed"; readonly words: FailureWords; readonly detail: string | null };

interface OpeningInput {
  readonly site: Site | null;
  readonly asset: AssetView;
  readonly account: Address | null;
  readonly access: Access | null;
  readonly onEnd: () => void;
}

/** All that opening needs is loaded at the first opening, and not with the page. */
const load = async () => {
  const [client, places, words, speed] = await Promise.all([
    import("./opening.client.ts"),
    import("./file-target.ts"),
    import("./opening-words.ts"),
    import("~/features/assets/sealing/sealing-speed.ts"),
  ]);
  return { ...client, ...places, ...words, ...speed };
};
type Loaded = Awaited<ReturnType<typeof load>>;

/** The steps from a licence to a file on disk. A second call while one runs does nothing. */
export function useOpening({ site, asset, account, access, onEnd }: OpeningInput) {
  const wallet = useWallet();
  const [state, setState] = useState<OpeningState>({ step: "idle" });
  const running = useRef<AbortController | null>(null);
  const unlocked = useRef<UnlockedVersion | null>(null);
  const kept = useKept(asset, access, account, state.step);

  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback(
    async (work: (client: Loaded, signal: AbortSignal) => Promise<void>): Promise<void> => {
      if (running.current !== null) return;
      const controller = new AbortController();
      running.current = controller;
      try {
        await work(await load(), controller.signal);
      } catch (error) {
        const client = await load();
        const failure = client.failureOf(error);
        if (controller.signal.aborted) setState({ step: "stopped", resumable: false });
        else if (failure === "declined" && unlocked.current !== null) setState({ step: "choose" });
        else
          setState({
            step: "failed",
            words: client.wordsOf(failure),
            detail: error instanceof Error ? error.message : null,
          });
      } finally {
        running.current = null;
        onEnd();
      }
    },
    [onEnd],
  );

  const save = useCallback(() => {
    const version = unlocked.current;
    if (site === null || account === null || version === null) return Promise.resolve();
    return run(async (client, signal) => {
      const names = version.manifest.files.map(({ name }) => name);
      const resumed = kept?.bytes === version.manifest.plaintext.bytes ? kept : null;
      const handle = resumed?.handle ?? (client.canPickFiles(names.length) ? await client.pickHandle(names) : null);
      const total = version.manifest.plaintext.bytes;
      const speedometer = client.createSpeedometer();
      let waiting = false;
      let done = resumed?.checkpoint.bytes ?? 0;
      let shown = 0;
      const show = () => setState({ step: "saving", done, total, speed: speedometer(done, total).speed, waiting });
      show();
      await client.saveVersion({
        site,
        account,
        unlocked: version,
        handle,
        kept: resumed,
        signal,
        onProgress(bytes) {
          done = bytes;
          if (performance.now() - shown < 100) return;
          shown = performance.now();
          show();
        },
        onWaiting(now) {
          waiting = now;
          show();
        },
      });
      setState({ step: "saved", bytes: total, dishonest: version.dishonest });
      unlocked.current = null;
    });
  }, [site, account, kept, run]);

  const open = useCallback(async () => {
    if (site === null || account === null || access === null) return;
    unlocked.current = null;
    await run(async (client, signal) => {
      const onStep = (what: string) => setState({ step: "unlocking", what });
      onStep("Beginning");
      const answer = await client.unlockVersion({ site, wallet, account, asset, access, signal, onStep });
      if (answer.ok) unlocked.current = answer.value;
      else setState({ step: "failed", words: client.wordsOf(answer.reason), detail: answer.detail ?? null });
    });
    const version: UnlockedVersion | null = unlocked.current;
    if (version === null) return;
    const { canPickFiles } = await load();
    const asks = kept !== null || canPickFiles((version as UnlockedVersion).manifest.files.length);
    if (!asks || navigator.userActivation?.isActive) await save();
    else setState({ step: "choose" });
  }, [site, account, access, asset, wallet, run, save, kept]);

  return { state, open, save, stop: () => running.current?.abort(), interrupted: kept };
}

/** What was interrupted earlier, looked up again whenever the steps change. */
function useKept(asset: AssetView, access: Access | null, account: Address | null, step: string): KeptOpening | null {
  const [kept, setKept] = useState<KeptOpening | null>(null);
  const version = access?.version ?? null;
  useEffect(() => {
    if (account === null || version === null || step === "saving") return;
    void import("./opening-store.ts")
      .then(({ findOpening, openingId }) => findOpening(openingId(asset.id, version, account)))
      .then(setKept);
  }, [asset.id, version, account, step]);
  return kept;
}
