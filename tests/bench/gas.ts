// Gas of whole transactions on anvil, as users pay it: every line is METRIC VALUE UNIT bar BAR ok|short.
import { readFileSync } from "node:fs";
import { type Address, type Hex, maxUint256, parseSignature } from "viem";
import { demoAccount, EMBEDDED_CHAIN_ID } from "~/demo-accounts.ts";
import { demoUsdcAbi } from "../../contracts/abi/demoUsdc.ts";
import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import { type Share, sharesProof } from "../../contracts/shares-tree.ts";
import { tesseraDomain, typedData } from "../../contracts/typed-data.ts";
import { COIN, DAY, evenShares, type Listed, listingOf, meteredOffer, orderOf, termOffer } from "./gas/listing.ts";
import { openMarket } from "./gas/market.ts";

const PRICE = 10_000_000n;
const HOUR = 3_600;
const SIZE_LIMIT = 24_576;
let short = false;

function report(metric: string, value: bigint | number, unit: string, bar: number): void {
  const ok = Number(value) <= bar;
  short ||= !ok;
  console.log(`${metric} ${value} ${unit} bar ${bar} ${ok ? "ok" : "short"}`);
}

const market = await openMarket();
const { usdc, gasOf, reader } = market;
const address = market.deployment.contracts.tessera;
const creator = demoAccount(2).address;
const account = (index: number) => demoAccount(index).address;
const call = <const Name extends string, const Args extends readonly unknown[]>(functionName: Name, args: Args) =>
  ({ address, abi: tesseraAbi, functionName, args, chain: null }) as const;

async function list(listed: Listed): Promise<bigint> {
  const wallet = market.walletOf(2);
  return gasOf(wallet.writeContract({ ...call("list", [listed.listing]), account: demoAccount(2), gas: 16_000_000n }));
}

function buy(index: number, listed: Listed, number: number, value: bigint, to: Address = account(index)) {
  const order = orderOf(listed.assetId, number, to, PRICE);
  return gasOf(market.walletOf(index).writeContract({ ...call("buy", [order]), account: demoAccount(index), value }));
}

async function approve(index: number): Promise<void> {
  const args = [address, maxUint256] as const;
  const request = { address: usdc, abi: demoUsdcAbi, functionName: "approve", args, chain: null } as const;
  await gasOf(market.walletOf(index).writeContract({ ...request, account: demoAccount(index) }));
}

async function permitFor(index: number, value: bigint) {
  const deadline = maxUint256;
  const nonce = await reader.readContract({
    address: usdc,
    abi: demoUsdcAbi,
    functionName: "nonces",
    args: [account(index)],
  });
  const signature = await demoAccount(index).signTypedData({
    domain: { name: "Demo USDC", version: "1", chainId: EMBEDDED_CHAIN_ID, verifyingContract: usdc },
    types: {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Permit",
    message: { owner: account(index), spender: address, value, nonce, deadline },
  });
  const { v = 27n, r, s } = parseSignature(signature);
  return { value, deadline, v: Number(v), r, s };
}

function sign(index: number, offerId: bigint, spent: number): Promise<Hex> {
  return demoAccount(index).signTypedData({
    domain: tesseraDomain(EMBEDDED_CHAIN_ID, address),
    types: { Voucher: typedData.Voucher },
    primaryType: "Voucher",
    message: { offerId, holder: account(index), version: 1, spent },
  });
}

async function purchases(): Promise<void> {
  for (const count of [1, 5, 50, 200]) {
    const shares = evenShares(count);
    const asset = listingOf(creator, `asset ${count}`, shares, [termOffer(COIN, PRICE), termOffer(usdc, PRICE)]);
    const gas = await list(asset);
    if (count === 5) report("list-5-contributors-2-offers", gas, "gas", 190_000);
    else console.error(`list with ${count} contributors and 2 offers: ${gas}`);
    await buy(7, asset, 0, PRICE);
    await buy(7, asset, 1, 0n);
    report(`buy-eth-${count}-contributors`, await buy(4, asset, 0, PRICE), "gas", 66_000);
    report(`buy-erc20-${count}-contributors`, await buy(4, asset, 1, 0n), "gas", 88_000);
    if (count === 5) {
      report("renew-erc20", await buy(4, asset, 1, 0n), "gas", 66_000);
      const order = orderOf(asset.assetId, 1, account(8), PRICE);
      const args = [order, await permitFor(8, PRICE)] as const;
      const request = { ...call("buyWithPermit", args), account: demoAccount(8) };
      report("buy-with-permit", await gasOf(market.walletOf(8).writeContract(request)), "gas", 120_000);
    }
    if (count === 50) await claims(asset, shares);
  }
}

async function claims(asset: Listed, shares: Share[]): Promise<void> {
  const share = shares[17];
  if (share === undefined) return;
  // Another recipient has matured the offer: so 49 of 50 meet it.
  const claim = async () => {
    await reader.increaseTime({ seconds: 15 * DAY });
    const offers = [[BigInt(asset.assetId) + 1n]] as const;
    await gasOf(market.walletOf(9).writeContract({ ...call("mature", offers), account: demoAccount(9) }));
    const args = [
      {
        assetId: BigInt(asset.assetId),
        period: 0,
        currency: usdc,
        recipient: share.recipient,
        ppm: share.ppm,
        offers: "0x",
        proof: sharesProof(shares, share.recipient) ?? [],
      },
    ] as const;
    return gasOf(market.walletOf(9).writeContract({ ...call("claim", args), account: demoAccount(9) }));
  };
  console.error(`first claim at 50 contributors: ${await claim()}`);
  await buy(7, asset, 1, 0n);
  report("claim-again-50-contributors", await claim(), "gas", 62_000);
}

async function vouchers(): Promise<void> {
  const asset = listingOf(creator, "metered", evenShares(3), [meteredOffer(usdc, PRICE, 100)]);
  await list(asset);
  const offerId = BigInt(asset.assetId);
  for (const index of [4, 7, 3]) await buy(index, asset, 0, 0n);
  const voucherOf = (index: number, spent: number) => ({ offerId, holder: account(index), version: 1, spent });
  const settle = async (spent: number) => {
    const args = [voucherOf(4, spent), await sign(4, offerId, spent)] as const;
    return gasOf(market.walletOf(1).writeContract({ ...call("settle", args), account: demoAccount(1) }));
  };
  await settle(1);
  await reader.increaseTime({ seconds: 25 * HOUR });
  report("settle-voucher", await settle(2), "gas", 46_000);

  const batch = async (indices: number[], spent: number) => {
    const all = indices.map((index) => voucherOf(index, spent));
    const args = [all, await Promise.all(indices.map((index) => sign(index, offerId, spent)))] as const;
    return gasOf(market.walletOf(1).writeContract({ ...call("settleMany", args), account: demoAccount(1) }));
  };
  await batch([4, 7, 3], 10);
  const one = await batch([4], 11);
  const three = await batch([4, 7, 3], 12);
  report("settle-each-further", (three - one) / 2n, "gas", 22_000);
}

function sizes(): void {
  const artifacts = JSON.parse(
    readFileSync(new URL("../../contracts/abi/bytecode.json", import.meta.url), "utf8"),
  ) as Record<string, { runtimeBytes: number }>;
  for (const [name, { runtimeBytes }] of Object.entries(artifacts)) {
    report(`size-${name}`, runtimeBytes, "bytes", SIZE_LIMIT - 1);
  }
}

try {
  for (const index of [3, 4, 7, 8]) await approve(index);
  await purchases();
  await vouchers();
  sizes();
} finally {
  await market.close();
}
process.exitCode = short ? 1 : 0;
