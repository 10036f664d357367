import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";

const word = <Name extends string>(name: Name) => ({ name, type: "uint256" }) as const;
const account = <Name extends string>(name: Name) => ({ name, type: "address" }) as const;

/** The EIP-712 domain of every message below. */
export const tesseraDomain = (chainId: number, verifyingContract: Address) =>
  ({ name: "Tessera", version: "1", chainId, verifyingContract }) as const;

/** EIP-712 types, by primary type, of all messages that `Tessera` accepts. */
export const typedData = {
  Listing: [
    account("creator"),
    { name: "salt", type: "bytes32" },
    { name: "shares", type: "Share[]" },
    { name: "version", type: "Version" },
    { name: "offers", type: "OfferTerms[]" },
    word("deadline"),
  ],
  Share: [word("recipient"), { name: "ppm", type: "uint32" }],
  Version: [
    { name: "manifest", type: "bytes32" },
    { name: "ciphertext", type: "bytes32" },
    { name: "plaintextRoot", type: "bytes32" },
    { name: "terms", type: "bytes32" },
    { name: "size", type: "uint64" },
  ],
  OfferTerms: [
    account("currency"),
    { name: "price", type: "uint80" },
    { name: "term", type: "uint32" },
    { name: "uses", type: "uint32" },
    { name: "hold", type: "uint32" },
    { name: "resaleShare", type: "uint32" },
    { name: "resellable", type: "bool" },
    { name: "transferable", type: "bool" },
    { name: "opensLater", type: "bool" },
    { name: "supplyCap", type: "uint32" },
    { name: "start", type: "uint32" },
    { name: "end", type: "uint32" },
    { name: "allowRoot", type: "bytes32" },
  ],
  SharesChange: [word("assetId"), { name: "period", type: "uint8" }, { name: "root", type: "bytes32" }],
  Voucher: [word("offerId"), account("holder"), { name: "version", type: "uint32" }, { name: "spent", type: "uint32" }],
  GatewayVoucher: [
    word("offerId"),
    account("holder"),
    account("gateway"),
    { name: "rate", type: "uint32" },
    { name: "calls", type: "uint64" },
  ],
  Resale: [word("offerId"), account("seller"), account("buyer"), word("price"), word("nonce"), word("deadline")],
  Withdrawal: [account("account"), account("currency"), account("to"), word("nonce"), word("deadline")],
} as const;

/** The EIP-3009 nonce that binds a payer's authorisation to one order (`buyWithAuthorization`). */
export const authorizationNonce = (offerId: bigint, to: Address, version: number, salt: Hex): Hex =>
  keccak256(
    encodeAbiParameters(
      [{ type: "uint256" }, { type: "address" }, { type: "uint32" }, { type: "bytes32" }],
      [offerId, to, version, salt],
    ),
  );
