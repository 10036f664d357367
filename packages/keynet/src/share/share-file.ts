import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { networkSchema } from "../network.ts";

/** scrypt at 64 MiB: about 150 ms at each start of a node. */
const SCRYPT = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const;

const shareFileSchema = z.object({
  format: z.literal("tessera-keynet-share/1"),
  network: networkSchema,
  /** From 1. */
  index: z.number().int().min(1),
  /** What the node answers for the ceremony that made the share. */
  transcript: z.string(),
  confirmation: z.string(),
  kdf: z.object({ name: z.literal("scrypt"), N: z.number(), r: z.number(), p: z.number(), salt: z.base64() }),
  nonce: z.base64(),
  ciphertext: z.base64(),
});

type ShareFile = z.infer<typeof shareFileSchema>;
type Public = Pick<ShareFile, "network" | "index" | "transcript" | "confirmation">;

/** A node's share with what is public about it. `scalar` is 32 bytes as hex. */
export interface Share extends Public {
  readonly scalar: string;
}

/** The passphrase does not open the share, or the file was changed. */
export class ShareUnreadable extends Error {
  override readonly name = "ShareUnreadable";
}

const associatedData = ({ network, index, transcript, confirmation }: Public): Buffer =>
  Buffer.from(JSON.stringify([network, index, transcript, confirmation]));

function deriveKey(passphrase: string, { N, r, p, salt }: { N: number; r: number; p: number; salt: string }): Buffer {
  return scryptSync(passphrase, Buffer.from(salt, "base64"), 32, { N, r, p, maxmem: SCRYPT.maxmem });
}

export function sealShare({ scalar, ...known }: Share, passphrase: string): ShareFile {
  const kdf = {
    name: "scrypt" as const,
    N: SCRYPT.N,
    r: SCRYPT.r,
    p: SCRYPT.p,
    salt: randomBytes(16).toString("base64"),
  };
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(passphrase, kdf), nonce).setAAD(associatedData(known));
  const ciphertext = Buffer.concat([cipher.update(scalar, "hex"), cipher.final(), cipher.getAuthTag()]);
  return {
    format: "tessera-keynet-share/1",
    ...known,
    kdf,
    nonce: nonce.toString("base64"),
    ciphertext: ciphertext.toString("base64"),
  };
}

/** @throws ShareUnreadable */
export function openShare(file: ShareFile, passphrase: string): Share {
  const sealed = Buffer.from(file.ciphertext, "base64");
  const { network, index, transcript, confirmation } = file;
  const known = { network, index, transcript, confirmation };
  try {
    const key = deriveKey(passphrase, file.kdf);
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(file.nonce, "base64")).setAAD(
      associatedData(known),
    );
    decipher.setAuthTag(sealed.subarray(-16));
    const scalar = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString("hex");
    return { ...known, scalar };
  } catch (cause) {
    throw new ShareUnreadable("The share does not open with this passphrase (KEYNET_PASSPHRASE).", { cause });
  }
}

/** Written whole or not at all, and on disk before this returns. */
export async function writeShare(path: string, share: Share, passphrase: string): Promise<void> {
  const temporary = `${path}.${process.pid}.new`;
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(sealShare(share, passphrase), null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await moveShare(temporary, path);
}

export async function moveShare(from: string, to: string): Promise<void> {
  await rename(from, to);
  const directory = await open(dirname(to), "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** @returns null where there is no such file. @throws ShareUnreadable */
export async function readShare(path: string, passphrase: string): Promise<Share | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return openShare(shareFileSchema.parse(JSON.parse(text)), passphrase);
}
