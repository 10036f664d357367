import { SiweMessage } from "siwe";
import { type Address, getAddress, type Hex, hashMessage, isHex, recoverAddress } from "viem";
import type { AuthSig } from "./auth-sig.ts";
import { Refusal } from "./refusal.ts";

export const CLOCK_GRACE_MS = 60_000;

/** Asks the chain whether a contract wallet (deployed or not yet) accepts a signature. */
export type ContractWalletCheck = (address: Address, message: string, signature: Hex) => Promise<boolean>;

export interface WalletStatement {
  readonly address: Address;
  readonly uri: string;
  readonly statement: string | undefined;
  readonly resources: string[] | undefined;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/**
 * A Sign-In-with-Ethereum message that a wallet signed, inside its times.
 * @throws Refusal `NodeInvalidAuthSig`
 */
export async function verifyWallet(
  authSig: AuthSig,
  isContractWallet: ContractWalletCheck,
  now: number,
): Promise<WalletStatement> {
  const message = parse(authSig.signedMessage);
  const expires = Date.parse(message.expirationTime ?? "");
  if (Number.isNaN(expires)) throw new Refusal("NodeInvalidAuthSig", "The signed message has no expiration time.");
  if (expires + CLOCK_GRACE_MS < now) throw new Refusal("NodeInvalidAuthSig", "The signed message has expired.");
  const from = Math.max(Date.parse(message.notBefore ?? "") || 0, Date.parse(message.issuedAt ?? "") || 0);
  if (from - CLOCK_GRACE_MS > now) throw new Refusal("NodeInvalidAuthSig", "The signed message is not valid yet.");
  if (
    getAddress(message.address) !== message.address ||
    authSig.address.toLowerCase() !== message.address.toLowerCase()
  ) {
    throw new Refusal("NodeInvalidAuthSig", "The signature's address is not the message's.");
  }
  await verifySignature(authSig, message.address as Address, isContractWallet);
  const { uri, statement, resources } = message;
  return { address: message.address as Address, uri, statement, resources, expires };
}

function parse(text: string): SiweMessage {
  try {
    return new SiweMessage(text);
  } catch (cause) {
    throw new Refusal("NodeInvalidAuthSig", "The signed message is not a valid Sign-In with Ethereum message.", {
      cause,
    });
  }
}

async function verifySignature(
  authSig: AuthSig,
  address: Address,
  isContractWallet: ContractWalletCheck,
): Promise<void> {
  const signature = authSig.sig.startsWith("0x") ? authSig.sig : `0x${authSig.sig}`;
  if (!isHex(signature)) throw new Refusal("NodeInvalidAuthSig", "The signature is not hex.");
  if ((await recover(authSig.signedMessage, signature)) === address) return;
  if (await isContractWallet(address, authSig.signedMessage, signature)) return;
  throw new Refusal("NodeInvalidAuthSig", "The signature was not made by the message's address.");
}

async function recover(message: string, signature: Hex): Promise<Address | null> {
  if (signature.length !== 132) return null;
  return recoverAddress({ hash: hashMessage(message), signature }).catch(() => null);
}
