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
 * Whether a message's last resource is a ReCap that lets its bearer decrypt this resource, by name or by `*`, and whether its statement
 * says so in the words that the person signed.
 */
export function allowsDecryption(
  message: { statement?: string | undefined; resources?: string[] | undefined },
  resourceId: string,
): boolean {
  const urn = message.resources?.at(-1);
  const attenuations = urn?.startsWith(PREFIX) ? decode(urn) : null;
  if (attenuations === null || !message.statement?.endsWith(recapStatement(attenuations))) return false;
  return ["*", resourceId].some((id) => {
    const abilities = attenuations[`${RESOURCE_PREFIX}://${id}`];
    return abilities !== undefined && (ABILITY in abilities || "*/*" in abilities);
  });
}
