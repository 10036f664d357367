import type { Address } from "viem";
import { demoUsdcAbi } from "../../contracts/abi/demoUsdc.ts";
import { lensAbi } from "../../contracts/abi/lens.ts";
import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import { recipientOf, type Share, sharesProof, sortShares } from "../../contracts/shares-tree.ts";
import type { Published } from "../../scripts/demo/publish-asset.ts";
import type { Marketplace, Person } from "./marketplace.ts";
import { send } from "./send.ts";

/** An asset's shares and the part of them that somebody has. */
export interface Due {
  readonly asset: Published;
  readonly shares: readonly Share[];
  readonly ppm: number;
}

export function balanceOf({ person, deployment }: Marketplace, account: Address): Promise<bigint> {
  const { usdc } = deployment.contracts;
  return person(0).client.readContract({ address: usdc, abi: demoUsdcAbi, functionName: "balanceOf", args: [account] });
}

/** What the account's balance in the contract has ready, and what it ever paid out. */
export async function balancesOf({ person, deployment }: Marketplace, account: Address) {
  const { tessera, usdc } = deployment.contracts;
  const call = { address: tessera, abi: tesseraAbi, functionName: "balancesOf", args: [account, usdc] } as const;
  const [withdrawable, withdrawn] = await person(0).client.readContract(call);
  return { withdrawable, withdrawn };
}

async function readEarnings({ person, deployment }: Marketplace, asset: Published, { recipient, ppm }: Share) {
  const { lens, usdc } = deployment.contracts;
  const args = [BigInt(asset.assetId), usdc, recipient, ppm] as const;
  return person(0).client.readContract({ address: lens, abi: lensAbi, functionName: "earningsOf", args });
}

export async function earningsOf(marketplace: Marketplace, asset: Published, share: Share) {
  const [held, claimable, claimed] = await readEarnings(marketplace, asset, share);
  return { held, claimable, claimed };
}

async function claimOf(marketplace: Marketplace, { asset, shares, ppm }: Due, recipient: bigint) {
  const [, , , offers] = await readEarnings(marketplace, asset, { recipient, ppm });
  const proof = sharesProof(sortShares(shares), recipient);
  if (proof === null) throw new Error("The recipient has no share.");
  const currency = marketplace.deployment.contracts.usdc;
  return { assetId: BigInt(asset.assetId), period: 0, currency, recipient, ppm, offers, proof };
}

/** Claims and pays out in one transaction, as the earnings page does. */
export async function collect(marketplace: Marketplace, person: Person, due: readonly Due[]): Promise<void> {
  const { tessera, usdc } = marketplace.deployment.contracts;
  const claims = await Promise.all(due.map((one) => claimOf(marketplace, one, recipientOf(person.address))));
  const args = [claims, usdc, person.address] as const;
  await send(person, { address: tessera, abi: tesseraAbi, functionName: "collect", args });
}

/** Anybody can move a parent's share of its child's income into the parent's pool. */
export async function claimForParent(
  marketplace: Marketplace,
  sender: Person,
  child: Published,
  { shares, parent }: { shares: readonly Share[]; parent: Published },
): Promise<void> {
  const recipient = BigInt(parent.assetId);
  const ppm = shares.find((share) => share.recipient === recipient)?.ppm ?? 0;
  const claim = await claimOf(marketplace, { asset: child, shares, ppm }, recipient);
  const { tessera } = marketplace.deployment.contracts;
  await send(sender, { address: tessera, abi: tesseraAbi, functionName: "claim", args: [claim] });
}
