import { z } from "zod";
import { RESOURCE_PREFIX } from "../conditions/identity.ts";
import { recapStatement } from "./recap-statement.ts";

const PREFIX = "urn:recap:";
const ABILITY = "Threshold/Decryption";

const recapSchema = z.object({ att: z.record(z.string(), z.record(z.string(), z.unknown())) });
type Attenuations = z.infer<typeof recapSchema>["att"];

function decode(urn: string): Attenuations | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(urn.slice(PREFIX.length), "base64url").toString("utf8"));
    return recapSchema.parse(json).att;
  } catch {
    return null;
  }
}

/**
 * The resources that a message's last resource, a ReCap, lets its bearer decrypt; `*` is all. None where its statement does not say so in
 * the words that the person signed.
 */
export function decryptableResources(message: {
  statement?: string | undefined;
  resources?: string[] | undefined;
}): ReadonlySet<string> {
  const urn = message.resources?.at(-1);
  const attenuations = urn?.startsWith(PREFIX) ? decode(urn) : null;
  if (attenuations === null || !message.statement?.endsWith(recapStatement(attenuations))) return new Set();
  const names = Object.entries(attenuations).flatMap(([name, abilities]) =>
    name.startsWith(`${RESOURCE_PREFIX}://`) && (ABILITY in abilities || "*/*" in abilities) ? [name] : [],
  );
  return new Set(names.map((name) => name.slice(`${RESOURCE_PREFIX}://`.length)));
}

export const covers = (resources: ReadonlySet<string>, resourceId: string): boolean =>
  resources.has("*") || resources.has(resourceId);
