/** The people of the demo, each with an account of the embedded chain's public mnemonic, by index. */
export const demoRoles = [
  { key: "creator", label: "Creator", does: "lists assets and earns from them", index: 2 },
  { key: "contributor", label: "Contributor", does: "has a share of a creator's income", index: 3 },
  { key: "builder", label: "Builder", does: "buys licences and opens files", index: 4 },
  { key: "builder-2", label: "Second builder", does: "buys too, and holds nothing yet", index: 7 },
  { key: "reviewer-a", label: "Reviewer A", does: "proposes how a case ends", index: 5 },
  { key: "reviewer-b", label: "Reviewer B", does: "confirms what another reviewer proposed", index: 6 },
  { key: "operator", label: "Operator", does: "relays settlements and fulfils orders", index: 1 },
] as const;

export type DemoRole = (typeof demoRoles)[number];
export type DemoRoleKey = DemoRole["key"];

export const demoRoleOf = (key: string): DemoRole | undefined => demoRoles.find((role) => role.key === key);
