import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CannotStartError } from "./settings.ts";

const secret = z
  .string()
  .min(32)
  .default(() => randomBytes(32).toString("hex"));

const Secrets = z.object({
  /** Signs sessions. */
  session: secret,
  /** Signs what permits an upload to the store. */
  upload: secret,
  /** Encrypts the key nodes' shares at rest: without it everything sealed for the embedded network is lost. */
  keys: secret,
});
export type Secrets = z.infer<typeof Secrets>;

/** This installation's secrets, made up at the first start and kept where only this user can read them. */
export function ensureSecrets(dataDir: string): Secrets {
  const file = join(dataDir, "secrets.json");
  const known = readIfThere(file);
  const parsed = Secrets.safeParse(known ?? {});
  if (!parsed.success) throw new CannotStartError(`${file} is damaged. Restore it from a copy: the key nodes need it.`);
  if (JSON.stringify(parsed.data) !== JSON.stringify(known)) write(file, parsed.data);
  return parsed.data;
}

function readIfThere(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    return "damaged";
  }
}

function write(file: string, secrets: Secrets): void {
  const handle = openSync(`${file}.new`, "w", 0o600);
  writeSync(handle, JSON.stringify(secrets));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
}
