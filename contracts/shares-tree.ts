import { type Address, concat, encodeAbiParameters, type Hex, keccak256, pad } from "viem";

/** One recipient's part of an asset's income: an account's address or a parent asset's id, and parts per million. */
export interface Share {
  readonly recipient: bigint;
  readonly ppm: number;
}

/** An account as a share's recipient. */
export const recipientOf = (account: Address): bigint => BigInt(pad(account, { size: 32 }));

const leafOf = ({ recipient, ppm }: Share): Hex =>
  keccak256(keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "uint32" }], [recipient, ppm])));

const parentOf = (left: Hex, right: Hex): Hex =>
  keccak256(BigInt(left) < BigInt(right) ? concat([left, right]) : concat([right, left]));

/** Pairs are hashed sorted; a node without a pair rises as it is. */
const levelAbove = (nodes: readonly Hex[]): Hex[] =>
  nodes.flatMap((node, i) => (i % 2 ? [] : [nodes[i + 1] === undefined ? node : parentOf(node, nodes[i + 1] as Hex)]));

/** @returns the shares in the order the contract requires: by recipient, ascending. */
export const sortShares = (shares: readonly Share[]): Share[] =>
  [...shares].sort((a, b) => (a.recipient < b.recipient ? -1 : a.recipient > b.recipient ? 1 : 0));

/** @param shares in the contract's order, at least one. */
export function sharesRoot(shares: readonly Share[]): Hex {
  let nodes = shares.map(leafOf);
  while (nodes.length > 1) nodes = levelAbove(nodes);
  return nodes[0] as Hex;
}

/** @returns the Merkle proof of this recipient's share for `Claim.proof`, or null where it has none. */
export function sharesProof(shares: readonly Share[], recipient: bigint): Hex[] | null {
  let index = shares.findIndex((share) => share.recipient === recipient);
  if (index < 0) return null;
  const proof: Hex[] = [];
  for (let nodes = shares.map(leafOf); nodes.length > 1; nodes = levelAbove(nodes)) {
    const sibling = nodes[index ^ 1];
    if (sibling !== undefined) proof.push(sibling);
    index >>= 1;
  }
  return proof;
}
