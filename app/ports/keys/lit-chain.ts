/**
 * Lit's names of chains are a closed list without 31337. The embedded chain goes by the name of Lit's own test chain, which holds nobody's
 * assets, so that a condition of the demo can never be read on a real chain.
 */
const NAMES: Readonly<Record<number, string>> = {
  1: "ethereum",
  10: "optimism",
  137: "polygon",
  8453: "base",
  31337: "yellowstone",
  42161: "arbitrum",
  84532: "baseSepolia",
  421614: "arbitrumSepolia",
  11155111: "sepolia",
};

/** @throws RangeError where key nodes know no chain of this id. */
export function litChainOf(chainId: number): string {
  const name = NAMES[chainId];
  if (name === undefined)
    throw new RangeError(`Key nodes know no chain ${chainId}. Known: ${Object.keys(NAMES).join(", ")}.`);
  return name;
}
