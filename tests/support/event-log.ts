import {
  type Abi,
  type AbiEvent,
  type Address,
  concat,
  encodeAbiParameters,
  encodeEventTopics,
  type Hex,
  numberToHex,
  size,
} from "viem";
import { casesAbi } from "../../contracts/abi/cases.ts";
import { tesseraAbi } from "../../contracts/abi/tessera.ts";
import type { Anvil } from "./anvil.ts";

/**
 * A contract that emits the logs in its call data, each as topics count (1 byte), data length (2 bytes), topics, data:
 * so that a test can play any history of events without the contracts' rules.
 */
const playerCode =
  "0x6080604052348015600e575f5ffd5b505f5b3681101560ac578035805f1a61ffff8260e81c169150600383018160051b836003828701015f37828015606b576001811460725760028114607b57600381146089576063860135604387013560238801358535885fa46099565b845fa06099565b8235855fa16099565b60238601358335865fa26099565b604386013560238701358435875fa35b5060038482018601019450505050506011565b00";

export const putEventPlayer = (anvil: Anvil, address: Address) => anvil.send("anvil_setCode", address, playerCode);

/** One event as the player's call data. */
export function playable(name: string, args: Record<string, unknown>): Hex {
  const item = [...tesseraAbi, ...casesAbi].find((it) => it.type === "event" && it.name === name) as
    | AbiEvent
    | undefined;
  if (!item) throw new Error(`There is no event ${name}.`);
  const abi: Abi = [item];
  const topics = encodeEventTopics({ abi, eventName: name, args }) as Hex[];
  const plain = item.inputs.filter((input) => !input.indexed);
  const data = encodeAbiParameters(
    plain,
    plain.map((input) => args[input.name ?? ""]),
  );
  return concat([numberToHex(topics.length, { size: 1 }), numberToHex(size(data), { size: 2 }), ...topics, data]);
}

const sender = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

/** A transaction in which `player` emits these events. */
export const playing = (player: Address, events: readonly Hex[]) => ({
  from: sender,
  to: player,
  data: concat(events),
  gas: "0x1c9c380",
});

/** Emits these events in a transaction of its own, which is mined at once where the chain does so. */
export const play = (anvil: Anvil, player: Address, events: readonly Hex[]) =>
  anvil.send("eth_sendTransaction", playing(player, events));
