import { type Address, createClient, type Hex, http } from "viem";
import { readContract } from "viem/actions";
import { z } from "zod";
import type { Wallet } from "~/features/accounts/wallet/wallet-context.ts";
import type { AssetId } from "~/ids.ts";
import { done, type Outcome, refused } from "~/outcome.ts";
import type { Site } from "~/site.ts";
import { tesseraAbi } from "../../../../contracts/abi/tessera.ts";
import { tesseraDomain, typedData } from "../../../../contracts/typed-data.ts";
import type { Access } from "./find-access.ts";

const SETTLED_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 250;

const refusalSchema = z.object({ message: z.string() });

interface Spending {
  readonly site: Site;
  readonly wallet: Pick<Wallet, "signTypedData">;
  readonly holder: Address;
  readonly asset: AssetId;
  readonly access: Extract<Access, { kind: "spend" }>;
  readonly signal: AbortSignal;
}

/**
 * Spends one use: the holder signs how many they have spent in all, the site settles that on chain, and this waits until the chain says
 * that the version opens. A voucher is cumulative, so that repeating it never spends twice. @throws the wallet's error
 */
export async function spendUse(spending: Spending): Promise<Outcome<void, "not-settled">> {
  const { site, wallet, holder, access, signal } = spending;
  const { offer, version } = access;
  const spent = access.spent + 1;
  const signature = await wallet.signTypedData({
    domain: tesseraDomain(site.chain.id, site.contracts.tessera),
    types: { Voucher: typedData.Voucher },
    primaryType: "Voucher",
    message: { offerId: BigInt(offer), holder, version, spent },
  });
  const response = await sendVoucher({ offerId: offer, holder, version, spent, signature }, signal);
  if (!response.ok) return response;
  return waitUntilOpen(spending);
}

async function sendVoucher(
  voucher: { offerId: string; holder: Address; version: number; spent: number; signature: Hex },
  signal: AbortSignal,
): Promise<Outcome<void, "not-settled">> {
  const response = await fetch("/uses/voucher", {
    method: "post",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(voucher),
    signal,
  });
  if (response.ok) return done(undefined);
  const answer = refusalSchema.safeParse(await response.json().catch(() => null));
  return refused("not-settled", answer.data?.message);
}

async function waitUntilOpen({ site, asset, holder, access, signal }: Spending): Promise<Outcome<void, "not-settled">> {
  const client = createClient({ transport: http(site.chain.rpcUrl) });
  const until = performance.now() + SETTLED_WITHIN_MS;
  while (performance.now() < until) {
    signal.throwIfAborted();
    const open = await readContract(client, {
      address: site.contracts.tessera,
      abi: tesseraAbi,
      functionName: "canOpen",
      args: [BigInt(asset), access.version, holder],
    });
    if (open) return done(undefined);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return refused("not-settled");
}
