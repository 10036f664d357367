/** `canOpen(7, 1, :userAddress) = true` at a gate, as capsules carry it. */
export const gateCondition = (contractAddress: string, chain = "yellowstone") => ({
  contractAddress,
  functionName: "canOpen",
  functionParams: ["7", "1", ":userAddress"],
  functionAbi: {
    name: "canOpen",
    inputs: [
      { name: "assetId", type: "uint256" },
      { name: "version", type: "uint32" },
      { name: "account", type: "address" },
    ],
    outputs: [{ name: "", type: "bool" }],
    stateMutability: "view",
  },
  chain,
  returnValueTest: { key: "", comparator: "=", value: "true" },
});
