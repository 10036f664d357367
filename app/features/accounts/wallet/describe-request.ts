import {
  type Abi,
  type Address,
  decodeFunctionData,
  formatEther,
  type Hex,
  hexToString,
  isAddressEqual,
  isHex,
  zeroAddress,
} from "viem";
import { type Currency, formatAmount } from "~/money.ts";

/** What a wallet asks its owner, in words. */
export interface RequestView {
  title: string;
  /** What saying yes does. */
  effect: string;
  fields: readonly (readonly [label: string, value: string])[];
  /** Text to be signed as it stands. */
  text?: string;
}

export interface Surroundings {
  contracts: readonly { name: string; address: Address; abi: Abi }[];
  currencies: readonly Currency[];
  coin: string;
}

export interface TransactionRequest {
  to?: Address | undefined;
  data?: Hex | undefined;
  value?: bigint | undefined;
}

export interface TypedData {
  domain: { name?: string | undefined; verifyingContract?: string | undefined; chainId?: unknown };
  primaryType: string;
  message: Record<string, unknown>;
}

const moneyNames = /^(value|amount|price|maxPrice|maxTotal|ceiling|paid|total)$/i;
const timeNames = /^(deadline|expiry|expires|validBefore|notAfter)$/i;

export function describeMessage(message: string): RequestView {
  const text = isHex(message) ? hexToString(message) : message;
  const signIn = text.includes(" wants you to sign in with your Ethereum account");
  return signIn
    ? { title: "Sign in", effect: "Proves that this account is yours. It moves no money.", fields: [], text }
    : { title: "Sign a message", effect: "Sign only what you understand.", fields: [], text };
}

export function describeTypedData(data: TypedData, around: Surroundings): RequestView {
  const currency = currencyAt(data.domain.verifyingContract, around) ?? onlyCurrency(around);
  const permit = data.primaryType === "Permit";
  return {
    title: permit ? "Allow a payment" : `Sign: ${spaced(data.primaryType)}`,
    effect: permit
      ? "Lets the contract below take at most this amount, once. The payment itself follows as a transaction."
      : "This signature can be used by whoever it is given to, within what it says.",
    fields: [
      ["Contract", `${data.domain.name ?? "unnamed"} ${data.domain.verifyingContract ?? ""}`.trim()],
      ...Object.entries(data.message).map(([name, value]) => field(name, value, currency, around)),
    ],
  };
}

export function describeTransaction(request: TransactionRequest, around: Surroundings): RequestView {
  const target = around.contracts.find(({ address }) => request.to && isAddressEqual(address, request.to));
  const value = request.value ?? 0n;
  const sent: [string, string][] = value > 0n ? [["Sends", `${formatEther(value)} ${around.coin}`]] : [];
  const call = target && request.data ? decode(target.abi, request.data) : null;
  const currency = currencyAt(request.to, around) ?? (value > 0n ? coinOf(around) : onlyCurrency(around));
  return {
    title: call ? `Transaction: ${spaced(call.name)}` : "Transaction",
    effect: "Is written to the chain and cannot be taken back.",
    fields: [
      ["To", target ? `${target.name} ${target.address}` : (request.to ?? "a new contract")],
      ...sent,
      ...(call?.fields.flatMap(([name, argument]) => fieldsOf(name, argument, currency, around)) ?? []),
      ...(call || !request.data || request.data === "0x" ? [] : [["Data", request.data] as const]),
    ],
  };
}

function decode(abi: Abi, data: Hex): { name: string; fields: [string, unknown][] } | null {
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi, data });
    const item = abi.find(
      (entry) => entry.type === "function" && entry.name === functionName && entry.inputs.length === args.length,
    );
    const inputs = item?.type === "function" ? item.inputs : [];
    return { name: functionName, fields: args.map((value, at) => [inputs[at]?.name || `argument ${at + 1}`, value]) };
  } catch {
    return null;
  }
}

const isTuple = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function field(name: string, value: unknown, currency: Currency | undefined, around: Surroundings): [string, string] {
  return [spaced(name), show(name, value, currency, around)];
}

/** A tuple's members stand for themselves; the three parts of a signature say nothing to a person. */
function fieldsOf(
  name: string,
  value: unknown,
  currency: Currency | undefined,
  around: Surroundings,
): [string, string][] {
  if (!isTuple(value)) return [field(name, value, currency, around)];
  const signed = "v" in value && "r" in value && "s" in value;
  const members = Object.entries(value).filter(([key]) => !(signed && ["v", "r", "s"].includes(key)));
  return members.map(([key, inner]) => {
    const [label, text] = field(key, inner, currency, around);
    return [signed ? `${spaced(name)}: ${label.toLowerCase()}` : label, text];
  });
}

function show(name: string, value: unknown, currency: Currency | undefined, around: Surroundings): string {
  if (Array.isArray(value)) return value.map((entry) => show(name, entry, currency, around)).join(", ") || "none";
  if (isTuple(value)) {
    return Object.entries(value)
      .map(([key, inner]) => `${spaced(key).toLowerCase()}: ${show(key, inner, currency, around)}`)
      .join("; ");
  }
  const known = around.contracts.find(({ address }) => address.toLowerCase() === String(value).toLowerCase());
  if (known) return `${known.name} ${String(value)}`;
  const number = typeof value === "bigint" || /^\d{1,78}$/.test(String(value)) ? BigInt(String(value)) : null;
  if (number === null) return String(value);
  if (currency && moneyNames.test(name)) return `${formatAmount(number, currency.decimals)} ${currency.symbol}`;
  if (timeNames.test(name) && number < 10_000_000_000n) return new Date(Number(number) * 1000).toUTCString();
  return number > 2n ** 64n ? `0x${number.toString(16)}` : number.toString();
}

function currencyAt(address: string | undefined, around: Surroundings): Currency | undefined {
  return around.currencies.find((currency) => currency.address.toLowerCase() === address?.toLowerCase());
}

const coinOf = (around: Surroundings): Currency => ({ address: zeroAddress, symbol: around.coin, decimals: 18 });

function onlyCurrency(around: Surroundings): Currency | undefined {
  const tokens = around.currencies.filter(({ address }) => BigInt(address) !== 0n);
  return tokens.length === 1 ? tokens[0] : undefined;
}

/** "maxPrice" -> "Max price" */
function spaced(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
