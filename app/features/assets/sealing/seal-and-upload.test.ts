import { createHash, randomBytes } from "node:crypto";
import {
  createCidBuilder,
  generateDataKey,
  importDataKey,
  newHeader,
  openSegments,
  SourceChanged,
} from "@tessera/envelope";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ServedStore, serveInTest, tokenOf } from "~/ports/storage/http/serve-in-test.ts";
import { createMemorySealingStore } from "./memory-sealing-store.ts";
import { sealAndUpload } from "./seal-and-upload.ts";
import { identityOf, type SealingJob, type SealingProgress } from "./sealing-job.ts";
import { createTusUpload, type TusUpload, UploadRefused } from "./tus-upload.ts";

const MiB = 1_048_576;
const rows = Array.from({ length: 1000 }, (_, id) => `${id},${randomBytes(12_000).toString("hex")}`).join("\n");
const csv = new File([`id,noise\n${rows}\n`], "noise.csv", { type: "text/csv", lastModified: 1 });

let served: ServedStore;
beforeEach(async () => {
  served = await serveInTest();
});
afterEach(() => served.close());

async function newJob(files: readonly File[]): Promise<SealingJob> {
  return {
    id: `0x${randomBytes(32).toString("hex")}/1`,
    key: await importDataKey(generateDataKey()),
    header: newHeader(),
    associatedData: new TextEncoder().encode("a version"),
    files: files.map(identityOf),
    sampleRows: true,
    upload: null,
    result: null,
  };
}

function uploadTo(url: string, token = tokenOf("0xaa")): TusUpload {
  const { signal } = new AbortController();
  return createTusUpload({ store: url, token: async () => token, signal, onReachable: () => undefined });
}

/** An upload whose page dies before its `after`th append, or just after the store took it. */
function dying(upload: TusUpload, after: number, taken: boolean): TusUpload {
  let left = after;
  return {
    ...upload,
    async append(...args) {
      if (left-- > 0) return upload.append(...args);
      if (taken) await upload.append(...args);
      throw new Error("killed");
    },
  };
}

const work = { onProgress: () => undefined, knownFacts: null, batchSegments: 8 };

async function opened(cid: string, job: SealingJob, root: `0x${string}`): Promise<Buffer> {
  const response = await fetch(`${served.url}/ipfs/${cid}`);
  if (!response.ok || response.body === null) throw new Error(`The gateway answered ${response.status}.`);
  const parts: Uint8Array[] = [];
  for await (const part of openSegments(response.body, { ...job, root })) parts.push(part);
  return Buffer.concat(parts);
}

test("seals, uploads and imports in one pass, with progress and facts", async () => {
  const job = await newJob([csv]);
  const store = createMemorySealingStore();
  await store.save(job);
  const seen: SealingProgress[] = [];
  const onProgress = (progress: SealingProgress) => seen.push(progress);
  const result = await sealAndUpload({ ...work, job, files: [csv], store, upload: uploadTo(served.url), onProgress });

  expect(result.facts).toMatchObject({ kind: "tabular", rows: 1000, columns: [{ name: "id" }, { name: "noise" }] });
  expect(seen.at(-1)).toEqual({ phase: "finishing", bytes: result.ciphertextBytes, total: result.ciphertextBytes });
  expect(seen.map(({ bytes }) => bytes)).toEqual(seen.map(({ bytes }) => bytes).sort((a, b) => a - b));
  expect(Buffer.compare(await opened(result.cid, job, result.root), Buffer.from(await csv.arrayBuffer()))).toBe(0);
  expect((await store.find(job.id))?.result).toEqual(result);
});

test("killed at any batch, before or after the store took it, it goes on to the same file", {
  timeout: 90_000,
}, async () => {
  const job = await newJob([csv]);
  const whole = await sealAndUpload({
    ...work,
    job,
    files: [csv],
    store: createMemorySealingStore(),
    upload: uploadTo(served.url),
  });
  for (const after of [0, 1, 2]) {
    for (const taken of [false, true]) {
      const store = createMemorySealingStore();
      const upload = uploadTo(served.url);
      await store.save(job);
      const died = sealAndUpload({ ...work, job, files: [csv], store, upload: dying(upload, after, taken) });
      await expect(died).rejects.toThrow("killed");
      const kept = await store.find(job.id);
      if (kept === null) throw new Error("The job is gone.");
      expect(await sealAndUpload({ ...work, job: kept, files: [csv], store, upload })).toEqual(whole);
    }
  }
});

test("the store restarts in the middle, and forgets an upload: it goes on, or starts over", {
  timeout: 60_000,
}, async () => {
  const job = await newJob([csv]);
  const store = createMemorySealingStore();
  await store.save(job);
  const upload = uploadTo(served.url);
  await expect(sealAndUpload({ ...work, job, files: [csv], store, upload: dying(upload, 1, false) })).rejects.toThrow();
  await served.restart();
  const kept = (await store.find(job.id)) ?? job;
  await upload.remove(kept.upload ?? "");
  const result = await sealAndUpload({ ...work, job: kept, files: [csv], store, upload });
  expect(Buffer.compare(await opened(result.cid, job, result.root), Buffer.from(await csv.arrayBuffer()))).toBe(0);
});

test("a file that changed under the same name is not sealed under the same nonces", async () => {
  const job = await newJob([csv]);
  const store = createMemorySealingStore();
  await store.save(job);
  const upload = uploadTo(served.url);
  await expect(sealAndUpload({ ...work, job, files: [csv], store, upload: dying(upload, 1, false) })).rejects.toThrow();
  const text = await csv.text();
  const at = 12 * MiB;
  const changed = new File([`${text.slice(0, at)}X${text.slice(at + 1)}`], csv.name, { lastModified: 1 });
  const kept = (await store.find(job.id)) ?? job;
  await expect(sealAndUpload({ ...work, job: kept, files: [changed], store, upload })).rejects.toThrow(SourceChanged);
});

test("several files are one plaintext, and adapter_config.json completes the facts", async () => {
  const header = new TextEncoder().encode('{"t.lora_A.weight":{"dtype":"U8","shape":[4,2],"data_offsets":[0,8]}}');
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(header.length), true);
  const weights = new File([length, header, new Uint8Array(8)], "a.safetensors");
  const config = new File(['{"r":4,"base_model_name_or_path":"some/base"}'], "adapter_config.json");
  const job = await newJob([weights, config]);
  const store = createMemorySealingStore();
  const result = await sealAndUpload({ ...work, job, files: [weights, config], store, upload: uploadTo(served.url) });
  expect(result.facts).toMatchObject({ kind: "adapter", rank: 4, baseModel: "some/base" });
  const all = Buffer.concat([Buffer.from(await weights.arrayBuffer()), Buffer.from(await config.arrayBuffer())]);
  expect(Buffer.compare(await opened(result.cid, job, result.root), all)).toBe(0);
  const leaf = Buffer.from(await (await fetch(`${served.url}/ipfs/${result.cid}`)).arrayBuffer());
  const cid = createCidBuilder();
  cid.add(createHash("sha256").update(leaf).digest(), leaf.length);
  expect(cid.finish()).toBe(result.cid);
});

test("a refusal is not tried again for ever", async () => {
  const job = await newJob([csv]);
  const store = createMemorySealingStore();
  const small = uploadTo(served.url, tokenOf("0xaa", 1000));
  await expect(sealAndUpload({ ...work, job, files: [csv], store, upload: small })).rejects.toThrow(UploadRefused);
  const forged = uploadTo(served.url, "forged");
  await expect(sealAndUpload({ ...work, job, files: [csv], store, upload: forged })).rejects.toThrow(UploadRefused);
});
