import { type Address, getAddress, type Hex, keccak256, slice } from "viem";
import type { Network } from "../network.ts";

export interface Validator {
  readonly url: string;
  /** IPv4 as one number: the client turns it and the port back into the node's address. */
  readonly ip: number;
  readonly port: number;
  /** Made from the share's public key, so that it names the node and nobody's wallet. */
  readonly nodeAddress: Address;
  readonly sharePublicKey: Hex;
}

/** A node's address can't be written into a staking contract, which knows only IPv4 and ports. */
export class NotStakeable extends Error {
  override readonly name = "NotStakeable";
}

export const validatorsOf = (network: Network): Validator[] =>
  network.nodes.map((url, position) => {
    const { hostname, port, protocol } = new URL(url);
    const bytes = hostname.split(".").map(Number);
    if (bytes.length !== 4 || bytes.some((byte) => !Number.isInteger(byte) || byte < 0 || byte > 255)) {
      throw new NotStakeable(`${url}: give the node's IPv4 address (KEYNET_URL), not a name.`);
    }
    const sharePublicKey: Hex = `0x${network.sharePublicKeys[position] ?? ""}`;
    return {
      url,
      ip: bytes.reduce((sum, byte) => sum * 256 + byte, 0),
      port: Number(port) || (protocol === "https:" ? 443 : 80),
      nodeAddress: getAddress(slice(keccak256(sharePublicKey), 12)),
      sharePublicKey,
    };
  });
