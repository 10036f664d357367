import { type Address, isAddress } from "viem";
import { parseAssetId } from "~/ids.ts";
import { parseAmount } from "~/money.ts";
import { type Share, sortShares } from "../../../../contracts/shares-tree.ts";

const WHOLE = 1_000_000;
/** A percentage with four decimals is parts per million. */
const PERCENT_DECIMALS = 4;

export interface ShareRow {
  /** An account's address or a parent asset's id. */
  readonly to: string;
  /** "12.5" */
  readonly percent: string;
}

export interface ReadShares {
  /** In the contract's order, the creator's rest among them. */
  readonly shares: readonly Share[];
  /** Parts per million that are left for the creator; negative where the rows are too many. */
  readonly rest: number;
  /** For each row, what is wrong with its fields. */
  readonly errors: readonly RowErrors[];
}

export interface RowErrors {
  readonly to: string | null;
  readonly percent: string | null;
}

function recipientIn(text: string): bigint | null {
  const trimmed = text.trim();
  const asset = parseAssetId(trimmed);
  if (asset) return BigInt(asset);
  return isAddress(trimmed, { strict: false }) ? BigInt(trimmed) : null;
}

function whatIsWrong(recipient: bigint | null, creator: bigint, seen: ReadonlySet<bigint>): string | null {
  if (recipient === null) return "An account's address (0x and 40 digits) or an asset's id (0x and 64).";
  if (recipient === creator) return "You get the rest already.";
  return seen.has(recipient) ? "This one is listed twice." : null;
}

export const isComplete = ({ to, percent }: RowErrors): boolean => to === null && percent === null;

/** What contributors and parents get, in parts per million, and what is left for the creator. */
export function readShares(rows: readonly ShareRow[], creator: Address): ReadShares {
  const seen = new Set<bigint>([BigInt(creator)]);
  const read: Share[] = [];
  const errors = rows.map(({ to, percent }): RowErrors => {
    const ppm = parseAmount(percent, PERCENT_DECIMALS);
    const recipient = recipientIn(to);
    const wrong = {
      to: whatIsWrong(recipient, BigInt(creator), seen),
      percent: ppm !== null && ppm > 0n && ppm <= BigInt(WHOLE) ? null : "From 0.0001 to 100.",
    };
    if (recipient !== null) seen.add(recipient);
    if (recipient !== null && wrong.to === null && wrong.percent === null) read.push({ recipient, ppm: Number(ppm) });
    return wrong;
  });
  const rest = WHOLE - read.reduce((sum, { ppm }) => sum + ppm, 0);
  const own = rest > 0 ? [{ recipient: BigInt(creator), ppm: rest }] : [];
  return { shares: sortShares([...read, ...own]), rest, errors };
}
