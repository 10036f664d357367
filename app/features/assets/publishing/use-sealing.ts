import { useCallback, useEffect, useRef, useState } from "react";
import type { PublicFacts } from "../facts/public-facts.ts";
import type { RunningSealing, SealingEvent, SealingSource } from "../sealing/sealing.client.ts";
import type { SealingJob, SealingResult } from "../sealing/sealing-job.ts";

export type SealingView =
  | { readonly step: "none" }
  | { readonly step: "looking" }
  /** A sealing was begun on another visit: it needs its files again. */
  | { readonly step: "interrupted"; readonly job: SealingJob }
  | {
      readonly step: "running";
      readonly phase: "sealing" | "waiting" | "finishing";
      readonly bytes: number;
      readonly total: number;
      readonly speed: number | null;
    }
  | { readonly step: "paused"; readonly job: SealingJob }
  | { readonly step: "failed"; readonly reason: string; readonly message: string }
  | { readonly step: "done"; readonly result: SealingResult; readonly job: SealingJob };

/** No sealed file is larger: 16 bytes a mebibyte and a header are added. */
const uploadBound = (plaintextBytes: number): number => Math.ceil(plaintextBytes * 1.0001) + 4096;

/** The sealing of one job, through pauses and reloads. @param job its id, or null where none was begun */
export function useSealing(job: string | null, store: string, token: (bytes: number) => Promise<string | null>) {
  const [view, setView] = useState<SealingView>({ step: "none" });
  const running = useRef<RunningSealing | null>(null);
  /** From the call of `start` on, so that looking for the job that it starts does not overwrite what it says. */
  const busy = useRef(false);

  const look = useCallback(async (id: string) => {
    const { findSealing } = await import("../sealing/sealing.client.ts");
    const found = await findSealing(id);
    if (found === null)
      setView({ step: "failed", reason: "lost", message: "This browser no longer keeps the sealing." });
    else if (found.result) setView({ step: "done", result: found.result, job: found });
    else setView({ step: "interrupted", job: found });
  }, []);

  useEffect(() => {
    if (job === null) setView({ step: "none" });
    else if (!busy.current) {
      setView({ step: "looking" });
      look(job).catch((error: unknown) => setView({ step: "failed", reason: "fault", message: String(error) }));
    }
  }, [job, look]);
  useEffect(() => () => running.current?.pause(), []);

  const start = useCallback(
    async (id: string, files: readonly File[], knownFacts: PublicFacts | null) => {
      busy.current = true;
      const { findSealing, isSourceOf, startSealing } = await import("../sealing/sealing.client.ts");
      const found = await findSealing(id);
      if (found === null) throw new Error("This browser no longer keeps the sealing.");
      if (!isSourceOf(found, files)) {
        busy.current = false;
        setView({ step: "interrupted", job: found });
        return false;
      }
      const total = files.reduce((sum, { size }) => sum + size, 0);
      const onEvent = (event: SealingEvent): void => {
        if (event.type !== "progress") busy.current = false;
        if (event.type === "progress") setView({ step: "running", ...event });
        else if (event.type === "done") setView({ step: "done", result: event.result, job: found });
        else if (event.type === "failed") setView({ step: "failed", ...event });
        else setView({ step: "paused", job: found });
      };
      const source: SealingSource = {
        job: id,
        files,
        store,
        knownFacts,
        onEvent,
        token: () => token(uploadBound(total)),
      };
      setView({ step: "running", phase: "sealing", bytes: 0, total, speed: null });
      running.current = startSealing(source);
      return true;
    },
    [store, token],
  );

  const cancel = useCallback(
    async (id: string) => {
      running.current?.pause();
      busy.current = false;
      const { cancelSealing } = await import("../sealing/sealing.client.ts");
      await cancelSealing(id, { store, token: () => token(1) });
      setView({ step: "none" });
    },
    [store, token],
  );

  return { view, start, cancel, pause: () => running.current?.pause() };
}
