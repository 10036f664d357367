import { z } from "zod";
import { RESOURCE_PREFIX } from "../conditions/identity.ts";

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

/** ERC-5573: the sentence that a wallet shows for these abilities. */
export function recapStatement(attenuations: Attenuations): string {
  const parts: string[] = [];
  for (const resource of Object.keys(attenuations).sort()) {
    const names = new Map<string, string[]>();
    for (const ability of Object.keys(attenuations[resource] ?? {}).sort()) {
      const [namespace = "", name = ""] = ability.split("/");
      names.set(namespace, [...(names.get(namespace) ?? []), `'${name}'`]);
    }
    for (const [namespace, list] of names)
      parts.push(`(${parts.length + 1}) '${namespace}': ${list.join(", ")} for '${resource}'.`);
  }
  return `I further authorize the stated URI to perform the following actions on my behalf: ${parts.join(" ")}`;
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
