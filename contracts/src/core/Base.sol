// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {State} from "../State.sol";

/// @title Base: what every part of `Tessera` shares
abstract contract Base is EIP712, ReentrancyGuardTransient {
    State internal s;

    address internal immutable _manager;
    address internal immutable _cases;

    constructor(address manager_, address cases_) EIP712("Tessera", "1") {
        _manager = manager_;
        _cases = cases_;
    }
}
