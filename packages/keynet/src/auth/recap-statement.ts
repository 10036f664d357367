/** Resources, the abilities for each of them, and conditions that nobody uses yet. */
export type Attenuations = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

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
