import { parseAbi } from "viem";

/** What a client of Lit 7.x reads from a network's staking contract, what its owner writes, and nothing else. */
export const stakingAbi = parseAbi([
  "struct Epoch { uint256 epochLength; uint256 number; uint256 endTime; uint256 retries; uint256 timeout; uint256 startTime; }",
  "struct Validator { uint32 ip; uint128 ipv6; uint32 port; address nodeAddress; uint256 reward; uint256 senderPubKey; uint256 receiverPubKey; uint256 lastActiveEpoch; }",
  "struct Node { uint32 ip; uint32 port; address nodeAddress; bytes sharePublicKey; }",
  "event StateChanged(uint8 newState)",
  "function setNodes(Node[] nodes, uint256 threshold)",
  "function setPublicKey(bytes publicKey)",
  "function publicKey() view returns (bytes)",
  "function getActiveUnkickedValidatorStructsAndCounts() view returns (Epoch, uint256, Validator[])",
]);
