import { readFileSync } from "node:fs";
import {
  type AbiParameter,
  type Address,
  concat,
  encodeAbiParameters,
  getContractAddress,
  type Hex,
  zeroAddress,
} from "viem";
import type { Sender } from "./deploy-sender.ts";

interface Artifact {
  readonly inputs: readonly AbiParameter[];
  readonly bytecode: string;
}

const artifacts = JSON.parse(
  readFileSync(new URL("../contracts/abi/bytecode.json", import.meta.url), "utf8"),
) as Readonly<Record<string, Artifact>>;

/** Who may do what from the start. Everything else goes through the timelock. */
export interface Roles {
  readonly reviewers: readonly Address[];
  readonly fulfillers: readonly Address[];
  /** Who may schedule changes in the timelock; the deployer where left out. */
  readonly governors?: readonly Address[];
  /** Who sets the key nodes; the deployer where left out. */
  readonly keyNetworkOwner?: Address;
  readonly fee?: { readonly recipient: Address; readonly ppm: number };
}

export interface Terms {
  readonly roles: Roles;
  /** ERC-20s open for offers, each with what fulfillers may spend a day. */
  readonly currencies: readonly { readonly address: Address; readonly dailyCap: bigint }[];
  /** Seconds between a decision and its execution; 0 executes at once. */
  readonly appealWindow: bigint;
  /** Seconds that reviewers have for a decision. */
  readonly decisionTime: bigint;
  /** Seconds that a change of settings waits in the timelock. */
  readonly timelockDelay: bigint;
  readonly tokenUri: string;
  readonly contractUri: string;
}

export interface Contracts {
  readonly tessera: Address;
  readonly cases: Address;
  readonly lens: Address;
  readonly keyNetwork: Address;
  readonly timelock: Address;
  readonly usdc?: Address;
}

export async function deployOne(sender: Sender, name: string, args: readonly unknown[] = []): Promise<Address> {
  const artifact = artifacts[name];
  if (artifact === undefined) throw new Error(`There is no artifact of ${name}: run scripts/contracts.ts abi.`);
  const code: Hex = `0x${artifact.bytecode.slice(2)}`;
  return sender.create(concat([code, encodeAbiParameters(artifact.inputs, args)]));
}

/** Deploys everything but currencies. `Tessera` and `Cases` know each other, so the address of `Cases` is computed first. */
export async function deployContracts(sender: Sender, terms: Terms): Promise<Contracts> {
  const { roles, currencies } = terms;
  const governors = roles.governors ?? [sender.address];
  const timelock = await deployOne(sender, "TimelockController", [
    terms.timelockDelay,
    governors,
    [zeroAddress],
    zeroAddress,
  ]);
  // Three contracts come before it.
  const cases = getContractAddress({ from: sender.address, nonce: BigInt(sender.nextNonce()) + 3n });
  const extension = await deployOne(sender, "TesseraExtension", [timelock, cases]);
  const listing = await deployOne(sender, "TesseraListing", [timelock, cases, extension]);
  const settings = {
    manager: timelock,
    cases,
    currencies: currencies.map(({ address }) => address),
    dailyCaps: currencies.map(({ dailyCap }) => dailyCap),
    fulfillers: roles.fulfillers,
    feeRecipient: roles.fee?.recipient ?? zeroAddress,
    feePpm: roles.fee?.ppm ?? 0,
    tokenURI: terms.tokenUri,
    contractURI: terms.contractUri,
  };
  const tessera = await deployOne(sender, "Tessera", [settings, listing]);
  const { appealWindow, decisionTime } = terms;
  const actual = await deployOne(sender, "Cases", [tessera, timelock, appealWindow, decisionTime, roles.reviewers]);
  if (actual !== cases)
    throw new Error(`Cases is at ${actual}, but Tessera was told ${cases}: the deployer's account was used meanwhile.`);
  const lens = await deployOne(sender, "Lens", [tessera]);
  const keyNetwork = await deployOne(sender, "KeyNetwork", [roles.keyNetworkOwner ?? sender.address]);
  return { tessera, cases, lens, keyNetwork, timelock };
}
