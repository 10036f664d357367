import { SourceChanged } from "@tessera/envelope";
import { openIndexedDbSealingStore } from "./indexed-db-sealing-store.ts";
import { sealAndUpload } from "./seal-and-upload.ts";
import type { SealingProgress } from "./sealing-job.ts";
import { createTusUpload, UploadRefused } from "./tus-upload.ts";
import type { FromWorker, ToWorker } from "./worker-messages.ts";

/** Never aborted: the page ends the whole worker, which loses nothing. */
const { signal } = new AbortController();
let giveToken: (token: string | null) => void = () => undefined;

const say = (message: FromWorker): void => self.postMessage(message);

/** The page holds the session, so it asks for tokens. */
function createTokens(): (renew: boolean) => Promise<string> {
  let token: Promise<string> | null = null;
  const ask = (renew: boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      giveToken = (given) => (given === null ? reject(new UploadRefused(401, "Sign in to upload.")) : resolve(given));
      say({ type: "token-wanted", renew });
    });
  return (renew) => {
    if (renew || token === null) token = ask(renew);
    return token;
  };
}

async function start({ job: id, files, store: url, knownFacts }: ToWorker & { type: "start" }): Promise<void> {
  const store = await openIndexedDbSealingStore();
  const job = await store.find(id);
  if (job === null) throw new Error("This sealing is no longer kept in the browser.");
  let last: SealingProgress = { phase: "sealing", bytes: 0, total: 1 };
  const onProgress = (progress: SealingProgress): void => {
    last = progress;
    say({ type: "progress", progress });
  };
  const onReachable = (reachable: boolean): void => {
    const phase = reachable ? "sealing" : "waiting";
    if (last.phase !== phase && last.phase !== "finishing") onProgress({ ...last, phase });
  };
  const upload = createTusUpload({ store: url, token: createTokens(), signal, onReachable });
  say({ type: "done", result: await sealAndUpload({ job, files, store, upload, onProgress, knownFacts }) });
}

function explain(error: unknown): FromWorker {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SourceChanged) return { type: "failed", reason: "source-changed", message };
  return { type: "failed", reason: error instanceof UploadRefused ? "refused" : "fault", message };
}

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "start") start(data).catch((error: unknown) => say(explain(error)));
  else giveToken(data.token);
});
