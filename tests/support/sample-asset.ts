import { setTimeout as pause } from "node:timers/promises";
import { createWalletClient, type Hex, http, keccak256, maxUint256, toHex } from "viem";
import { demoAccount } from "~/demo-accounts.ts";
import { encodeManifest, type Manifest, manifestSchema, termsHash } from "~/features/assets/manifest.ts";
import { type AssetId, assetIdOf, offerIdOf } from "~/ids.ts";
import { demoUsdcAbi } from "../../contracts/abi/demoUsdc.ts";
import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import { recipientOf, type Share, sortShares } from "../../contracts/shares-tree.ts";
import type { TestContext } from "./context.ts";

const zero = `0x${"0".repeat(64)}` as const;
export const PERPETUAL = 4_294_967_295;

/** A demo account's wallet on the context's chain; `write` waits until its transaction is mined. */
export function walletOf(ctx: TestContext, index: number) {
  const account = demoAccount(index);
  const transport = http(ctx.anvil.rpcUrl);
  const client = createWalletClient({ account, transport });
  return {
    address: account.address.toLowerCase() as `0x${string}`,
    account,
    async write(call: {
      address: `0x${string}`;
      abi: readonly unknown[];
      functionName: string;
      args: readonly unknown[];
    }) {
      const hash = await client.writeContract({ ...call, account, chain: null });
      let receipt = await ctx.chain.receipt(hash);
      for (let i = 0; !receipt && i < 100; i++) {
        await pause(20);
        receipt = await ctx.chain.receipt(hash);
      }
      if (!receipt?.succeeded) throw new Error(`${call.functionName} failed.`);
      return receipt;
    },
  };
}

export interface SampleOffer {
  readonly price: bigint;
  readonly term?: number;
  readonly uses?: number;
  readonly hold?: number;
}

interface Sample {
  readonly creator: number;
  readonly name: string;
  readonly shares: readonly Share[];
  readonly offers: readonly SampleOffer[];
  readonly manifest?: Partial<Manifest>;
}

/** Lists an asset with a manifest in the context's store, but no sealed file. @returns its id */
export async function listSample(
  ctx: TestContext,
  { creator, name, shares, offers, manifest }: Sample,
): Promise<AssetId> {
  const wallet = walletOf(ctx, creator);
  const { tessera, usdc } = ctx.deployment.contracts;
  const salt = keccak256(toHex(name));
  const id = assetIdOf(wallet.address, salt);
  const record = encodeManifest(
    sampleManifest({ ctx, id, creator: wallet.address, title: name, over: manifest ?? {} }),
  );
  const stored = await ctx.storage.put(once(record.bytes), { cid: record.cid, bytes: record.bytes.length });
  if (!stored.ok) throw new Error(stored.reason);
  const root = `0x${"33".repeat(32)}` as const;
  const version = {
    manifest: record.digest,
    ciphertext: root,
    plaintextRoot: root,
    terms: termsHash({ spdx: "CC-BY-4.0" }),
    size: 66n,
  };
  const terms = offers.map((offer) => ({
    currency: usdc,
    price: offer.price,
    term: offer.uses ? 0 : (offer.term ?? PERPETUAL),
    uses: offer.uses ?? 0,
    hold: offer.hold ?? 0,
    ...{ resaleShare: offer.uses ? 0 : 50_000, resellable: !offer.uses, transferable: !offer.uses, opensLater: false },
    ...{ supplyCap: 0, start: 0, end: 0, allowRoot: zero },
  }));
  const listing = { creator: wallet.address, salt, shares: sortShares(shares), version, offers: terms };
  await wallet.write({ address: tessera, abi: tesseraAbi, functionName: "list", args: [listing] });
  return id;
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

interface ManifestOf {
  readonly ctx: TestContext;
  readonly id: AssetId;
  readonly creator: Hex;
  readonly title: string;
  readonly over: Partial<Manifest>;
}

function sampleManifest({ ctx, id, creator, title, over }: ManifestOf): Manifest {
  return manifestSchema.parse({
    format: "tessera-manifest/1",
    ...{ assetId: id, version: 1, chainId: 31_337, contract: ctx.deployment.contracts.tessera, creator, title },
    description: "# About\nHourly *readings* of [meters](https://example.org).",
    kind: "dataset",
    tags: ["energy"],
    licence: { spdx: "CC-BY-4.0" },
    files: [{ name: "readings.csv", mediaType: "text/csv", bytes: 10 }],
    ciphertext: { cid: `bafkrei${"a".repeat(52)}`, bytes: 66 },
    plaintext: { root: `0x${"33".repeat(32)}`, bytes: 10 },
    envelope: "AES256_GCM_HKDF_1MB",
    facts: { kind: "opaque", mediaType: "text/csv", bytes: 10 },
    capsules: [
      {
        format: "tessera-capsule/1",
        network: "recovery",
        kdf: { name: "scrypt", N: 131_072, r: 8, p: 1, salt: "AAAA" },
        nonce: "AAAA",
        ciphertext: "AAAA",
      },
    ],
    createdAt: "2026-11-21T03:00:00.000Z",
    ...over,
  });
}

/** Buys an offer with demo money. */
export async function buySample(ctx: TestContext, buyer: number, { asset, offer }: { asset: AssetId; offer: number }) {
  const wallet = walletOf(ctx, buyer);
  const { tessera, usdc } = ctx.deployment.contracts;
  if (!usdc) throw new Error("There is no demo money.");
  await wallet.write({ address: usdc, abi: demoUsdcAbi, functionName: "approve", args: [tessera, maxUint256] });
  const order = {
    offerId: BigInt(offerIdOf(asset, offer)),
    to: wallet.address,
    maxPrice: maxUint256,
    version: 0,
    allowProof: [],
  };
  return wallet.write({ address: tessera, abi: tesseraAbi, functionName: "buy", args: [order] });
}

export const ppmOf = (index: number, ppm: number): Share => ({
  recipient: recipientOf(demoAccount(index).address),
  ppm,
});
