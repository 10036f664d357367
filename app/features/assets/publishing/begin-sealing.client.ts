import { associatedData, generateDataKey, importDataKey, newHeader } from "@tessera/envelope";
import { type Address, bytesToHex } from "viem";
import { assetIdOf } from "~/ids.ts";
import type { Capsule } from "~/ports/keys/capsule.ts";
import type { Site } from "~/site.ts";
import { keepSealing } from "../sealing/sealing.client.ts";
import { identityOf } from "../sealing/sealing-job.ts";
import type { PublishDraft } from "./publish-draft.ts";

interface Beginning {
  readonly site: Site;
  readonly creator: Address;
  readonly files: readonly File[];
  readonly sampleRows: boolean;
  /** Seals a capsule that opens without any network; none where it is empty. */
  readonly passphrase: string;
}

/** The job's name in the browser's storage. */
export const sealingJobOf = (creator: Address, salt: string): string =>
  `${assetIdOf(creator, salt as `0x${string}`)}/1`;

/**
 * Names the asset, draws its data key, wraps it for the key network and for recovery, and keeps the sealing to be started. After this the
 * browser holds the key only as a CryptoKey that can't be read. Nothing is sent anywhere.
 */
export async function beginSealing(beginning: Beginning): Promise<NonNullable<PublishDraft["sealed"]>> {
  const { site, creator, files, sampleRows, passphrase } = beginning;
  const { createLitKeys } = await import("~/ports/keys/lit/create-lit-keys.ts");
  const { sealRecovery } = await import("~/ports/keys/recovery-capsule.ts");
  const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  const gate = {
    chainId: site.chain.id,
    contract: site.contracts.tessera,
    assetId: assetIdOf(creator, salt),
    version: 1,
  };
  const dataKey = generateDataKey();
  try {
    const capsules: Capsule[] = [await createLitKeys(site.keys).wrap(dataKey, gate)];
    if (passphrase !== "") capsules.push(await sealRecovery(dataKey, passphrase));
    await keepSealing({
      id: sealingJobOf(creator, salt),
      key: await importDataKey(dataKey),
      header: newHeader(),
      associatedData: associatedData(gate),
      files: files.map(identityOf),
      sampleRows,
      upload: null,
      result: null,
    });
    return { salt, capsules };
  } finally {
    dataKey.fill(0);
  }
}
