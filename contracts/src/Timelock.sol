// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// The manager of `Tessera` and `Cases` is OpenZeppelin's timelock, compiled here so that it is deployed with them.
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
