import { encodeFunctionData, parseAbi } from "viem";
import { expect, test } from "vitest";
import { describeMessage, describeTransaction, describeTypedData } from "./describe-request.ts";

const token = "0x00000000000000000000000000000000000000aa";
const market = "0x00000000000000000000000000000000000000bb";
const abi = parseAbi(["function buy(uint256 offer, uint256 maxPrice)"]);
const around = {
  contracts: [{ name: "Market", address: market, abi }],
  currencies: [{ address: token, symbol: "USDC", decimals: 6 }],
  coin: "ETH",
} as const;

test("a call is named, with its arguments and amounts in their currency", () => {
  const data = encodeFunctionData({ abi, functionName: "buy", args: [7n, 12_500_000n] });
  expect(describeTransaction({ to: market, data }, around)).toMatchObject({
    title: "Transaction: Buy",
    fields: [
      ["To", `Market ${market}`],
      ["Offer", "7"],
      ["Max price", "12.50 USDC"],
    ],
  });
});

test("what is not known is shown as it is, never hidden", () => {
  expect(describeTransaction({ to: market, data: "0xdeadbeef", value: 10n ** 18n }, around).fields).toEqual([
    ["To", `Market ${market}`],
    ["Sends", "1 ETH"],
    ["Data", "0xdeadbeef"],
  ]);
});

test("a permit says how much, to whom and until when", () => {
  const view = describeTypedData(
    {
      domain: { name: "Demo USDC", verifyingContract: token },
      primaryType: "Permit",
      message: { spender: market, value: "5000000", deadline: "1800000000" },
    },
    around,
  );
  expect(view.title).toBe("Allow a payment");
  expect(view.fields).toContainEqual(["Value", "5.00 USDC"]);
  expect(view.fields).toContainEqual(["Spender", `Market ${market}`]);
  expect(view.fields).toContainEqual(["Deadline", "Fri, 15 Jan 2027 08:00:00 GMT"]);
});

test("a hex message is shown as the text that it is", () => {
  expect(describeMessage("0x68656c6c6f").text).toBe("hello");
});
