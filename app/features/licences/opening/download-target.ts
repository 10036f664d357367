import type { Bytes } from "@tessera/envelope";
import type { SaveTarget, Sink } from "./save-target.ts";

/** Where neither a file can be chosen nor a download streamed, a version this large can't be saved. */
export const LARGEST_IN_MEMORY = 512 * 1024 * 1024;

/** Only a browser that can choose where to save, or stream a download, can save a version of this size. */
export class TooLargeForBrowser extends Error {
  override readonly name = "TooLargeForBrowser";
}

const SCRIPT = "/download-worker.js";

/** The browser's downloads: streamed through a service worker, or put together in memory where there is none. */
export async function createDownloadTarget(totalBytes: number): Promise<SaveTarget> {
  const worker = await activeWorker();
  if (worker !== null) return { open: (file) => openStreamedDownload(worker, file) };
  if (totalBytes > LARGEST_IN_MEMORY) {
    throw new TooLargeForBrowser(
      "This browser can't save a file of this size: use Chrome or Edge, or the command line.",
    );
  }
  return { open: async (file) => openBlobDownload(file.name) };
}

async function activeWorker(): Promise<ServiceWorker | null> {
  if (!("serviceWorker" in navigator)) return null;
  try {
    const { active } = await navigator.serviceWorker.register(SCRIPT).then(() => navigator.serviceWorker.ready);
    return active;
  } catch {
    return null;
  }
}

/** The worker answers a navigation with what this page sends through a channel, a piece for each that it asks for. */
async function openStreamedDownload(worker: ServiceWorker, file: { name: string; bytes: number }): Promise<Sink> {
  const { port1: port, port2 } = new MessageChannel();
  const url = `/downloads/${crypto.randomUUID()}/${encodeURIComponent(file.name)}`;
  let wanted: (() => void) | null = null;
  let pulls = 0;
  let cancelled = false;
  const ready = new Promise<void>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<"ready" | "pull" | "cancel">) => {
      if (data === "ready") return resolve();
      if (data === "cancel") cancelled = true;
      else pulls += 1;
      wanted?.();
    };
  });
  worker.postMessage({ type: "download", url, name: file.name, bytes: file.bytes }, [port2]);
  await ready;
  // The answer is an attachment, so that the page stays.
  location.assign(url);
  const untilWanted = async (): Promise<void> => {
    while (pulls === 0 && !cancelled) {
      await new Promise<void>((resolve) => {
        wanted = resolve;
      });
    }
    if (cancelled) throw new DOMException("The download was cancelled in the browser.", "AbortError");
    pulls -= 1;
  };
  return {
    async write(piece: Bytes) {
      await untilWanted();
      const copy = piece.slice();
      port.postMessage({ type: "piece", piece: copy }, [copy.buffer]);
    },
    checkpoint: async () => false,
    close: async () => port.postMessage({ type: "end" }),
    async abort() {
      port.postMessage({ type: "abort" });
      return false;
    },
  };
}

function openBlobDownload(name: string): Sink {
  const pieces: Bytes[] = [];
  return {
    write: async (piece) => void pieces.push(piece.slice()),
    checkpoint: async () => false,
    async close() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(pieces));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
    async abort() {
      pieces.length = 0;
      return false;
    },
  };
}
