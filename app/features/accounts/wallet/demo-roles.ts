/** The people of the demo, each with an account of the embedded chain's public mnemonic, by index. */
export const demoRoles = [
  {
    key: "creator",
    label: "Creator",
    does: "lists assets and earns from them",
    index: 2,
    address: "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
  },
  {
    key: "contributor",
    label: "Contributor",
    does: "has a share of a creator's income",
    index: 3,
    address: "0x90f79bf6eb2c4f870365e785982e1f101e93b906",
  },
  {
    key: "builder",
    label: "Builder",
    does: "buys licences and opens files",
    index: 4,
    address: "0x15d34aaf54267db7d7c367839aaf71a00a2c6a65",
  },
  {
    key: "builder-2",
    label: "Second builder",
    does: "buys too, and holds nothing yet",
    index: 7,
    address: "0x14dc79964da2c08b23698b3d3cc7ca32193d9955",
  },
  {
    key: "reviewer-a",
    label: "Reviewer A",
    does: "proposes how a case ends",
    index: 5,
    address: "0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc",
  },
  {
    key: "reviewer-b",
    label: "Reviewer B",
    does: "confirms what another reviewer proposed",
    index: 6,
    address: "0x976ea74026e726554db657fa54763abd0c3a0aa9",
  },
  {
    key: "operator",
    label: "Operator",
    does: "relays settlements and fulfils orders",
    index: 1,
    address: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
  },
] as const;

export type DemoRole = (typeof demoRoles)[number];
export type DemoRoleKey = DemoRole["key"];

/** @returns who of the demo has this account, or undefined. */
export const demoRoleAt = (address: string): DemoRole | undefined =>
  demoRoles.find((role) => role.address === address.toLowerCase());
