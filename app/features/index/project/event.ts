import {
  type Abi,
  type Address,
  type ContractEventName,
  type DecodeEventLogReturnType,
  type Hex,
  numberToHex,
} from "viem";
import type { casesAbi } from "../../../../contracts/abi/cases.ts";
import type { tesseraAbi } from "../../../../contracts/abi/tessera.ts";
import type { RowStore } from "../row-store.ts";

/** Where and when an event happened. `id` sorts in the chain's order. */
export interface Place {
  readonly id: string;
  readonly block: bigint;
  /** Seconds since 1970. */
  readonly time: bigint;
  readonly tx: Hex;
}

/** What each event does to the rows. An event without an entry changes nothing that the index keeps. */
export type Projection<A extends Abi> = {
  readonly [Name in ContractEventName<A>]?: (
    args: DecodeEventLogReturnType<A, Name>["args"],
    place: Place,
    rows: RowStore,
  ) => void;
};

export type TesseraProjection = Projection<typeof tesseraAbi>;
export type CasesProjection = Projection<typeof casesAbi>;

export const idText = (id: bigint): string => numberToHex(id, { size: 32 });
export const assetText = (offerId: bigint): string => `${idText(offerId).slice(0, -2)}00`;
export const low = (address: Address): string => address.toLowerCase();
export const NOBODY = `0x${"0".repeat(40)}`;
