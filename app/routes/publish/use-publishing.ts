import { useCallback, useState } from "react";
import type { Address } from "viem";
import { useSealing } from "~/features/assets/publishing/use-sealing.ts";
import type { FactsPreview } from "~/features/assets/sealing/preview-facts.client.ts";
import { assetIdOf } from "~/ids.ts";
import type { Site } from "~/site.ts";
import type { DraftForm } from "./use-draft.ts";

interface Surroundings {
  readonly creator: Address;
  readonly site: Site;
  readonly form: DraftForm;
}

/** Data first, what accompanies it after: the first file is the one that is described. */
function mainFirst(files: readonly File[]): File[] {
  const described = /\.(csv|tsv|jsonl|ndjson|parquet|safetensors)$/i;
  const rank = ({ name }: File): number => (described.test(name) ? 0 : 1);
  return [...files].sort((a, b) => rank(a) - rank(b));
}

const token = async (bytes: number): Promise<string | null> => {
  const { askUploadToken } = await import("~/features/assets/publishing/upload-token.client.ts");
  return askUploadToken(bytes);
};

/** The files, the first look at them, and their sealing. */
export function usePublishing({ creator, site, form }: Surroundings) {
  const { draft, change, ready } = form;
  const [files, setFiles] = useState<readonly File[]>([]);
  const [preview, setPreview] = useState<FactsPreview | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [wrapping, setWrapping] = useState(false);
  const salt = draft.sealed?.salt;
  const job = ready && salt ? `${assetIdOf(creator, salt as `0x${string}`)}/1` : null;
  const sealing = useSealing(job, site.storeUrl, token);

  const look = useCallback(async (picked: readonly File[], sampleRows: boolean) => {
    setPreview(null);
    if (picked.length === 0) return null;
    const { previewFacts } = await import("~/features/assets/sealing/preview-facts.client.ts");
    const taken = await previewFacts(picked, sampleRows);
    setPreview(taken);
    return taken;
  }, []);

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    setTrouble(null);
    await work().catch((error: unknown) => setTrouble(error instanceof Error ? error.message : String(error)));
  };

  const pick = (picked: readonly File[]) =>
    guarded(async () => {
      const ordered = mainFirst(picked);
      setFiles(ordered);
      const taken = await look(ordered, draft.sampleRows);
      if (job === null) {
        if (taken) change({ kind: taken.facts.kind === "adapter" ? "adapter" : "dataset" });
        return;
      }
      const resumed = await sealing.start(job, ordered, taken?.whole ? taken.facts : null);
      if (!resumed) setTrouble("These are not the files that the sealing began with, or they changed since.");
    });

  const begin = (passphrase: string) =>
    guarded(async () => {
      setWrapping(true);
      try {
        const { beginSealing, sealingJobOf } = await import("~/features/assets/publishing/begin-sealing.client.ts");
        const { sampleRows } = draft;
        const sealed = await beginSealing({ site, creator, files, sampleRows, passphrase });
        const started = sealing.start(sealingJobOf(creator, sealed.salt), files, preview?.whole ? preview.facts : null);
        change({ sealed });
        await started;
      } finally {
        setWrapping(false);
      }
    });

  return {
    files,
    preview,
    trouble,
    wrapping,
    job,
    view: sealing.view,
    pick,
    begin,
    pause: sealing.pause,
    resume: () =>
      guarded(async () => void (job && (await sealing.start(job, files, preview?.whole ? preview.facts : null)))),
    cancel: () =>
      guarded(async () => {
        if (job) await sealing.cancel(job);
        change({ sealed: null });
      }),
    showSampleRows: (sampleRows: boolean) =>
      guarded(async () => {
        change({ sampleRows });
        await look(files, sampleRows);
      }),
    token,
  };
}

export type Publishing = ReturnType<typeof usePublishing>;
