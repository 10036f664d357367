import {
  AES256_GCM_HKDF_1MB,
  associatedData,
  ciphertextBytes,
  type DataKey,
  newHeader,
  type Sealed,
  type SealedFor,
  sealSegments,
} from "@tessera/envelope";
import { createFactsTaker } from "~/features/assets/facts/create-facts-taker.ts";
import type { PublicFacts } from "~/features/assets/facts/public-facts.ts";
import type { Cid } from "~/ids.ts";
import type { Storage } from "~/ports/storage/storage.ts";

export interface DraftFile {
  readonly name: string;
  readonly mediaType: string;
  readonly blob: Blob;
}

export interface SealedFiles {
  readonly sealed: Sealed;
  readonly facts: PublicFacts;
}

export class SealingRefused extends Error {
  override readonly name = "SealingRefused";
}

/** The facts of the first file, told by the configuration that lies beside an adapter. */
async function factsTakerOf(files: readonly [DraftFile, ...DraftFile[]]) {
  const config = await files.find(({ name }) => name === "adapter_config.json")?.blob.text();
  const source = config === undefined ? files[0] : { ...files[0], adapterConfig: config };
  return createFactsTaker(source, { sampleRows: true });
}

/**
 * Seals files as one plaintext, one after another, and stores the ciphertext, in one pass: what leaves this process is ciphertext.
 * @param onStoring hears the ciphertext's CID before the store keeps it
 * @throws SealingRefused where the store refuses
 */
export async function sealFiles(
  storage: Pick<Storage, "put">,
  files: readonly [DraftFile, ...DraftFile[]],
  { key, sealedFor, onStoring }: { key: DataKey; sealedFor: SealedFor; onStoring: (cid: Cid) => void },
): Promise<SealedFiles> {
  const taker = await factsTakerOf(files);
  async function* plaintext(): AsyncGenerator<Uint8Array> {
    for (const [index, { blob }] of files.entries()) {
      for await (const piece of blob.stream()) {
        if (index === 0) taker.push(piece);
        yield piece;
      }
    }
  }
  const options = { key, associatedData: associatedData(sealedFor), header: newHeader() };
  const segments = sealSegments(plaintext(), options);
  let sealed: Sealed | null = null;
  async function* ciphertext(): AsyncGenerator<Uint8Array> {
    for (let next = await segments.next(); ; next = await segments.next()) {
      if (next.done) {
        sealed = next.value;
        return;
      }
      yield next.value.ciphertext;
    }
  }
  const finished = (): Sealed => {
    if (sealed === null) throw new SealingRefused("The store asked for the CID before it had taken all bytes.");
    return sealed;
  };
  const size = files.reduce((sum, { blob }) => sum + blob.size, 0);
  const stored = await storage.put(ciphertext(), {
    bytes: ciphertextBytes(AES256_GCM_HKDF_1MB, size),
    cid: () => {
      const cid = finished().cid as Cid;
      onStoring(cid);
      return cid;
    },
  });
  if (!stored.ok) throw new SealingRefused(`The store refused the ciphertext (${stored.reason}): ${stored.detail}`);
  return { sealed: finished(), facts: await taker.finish() };
}
