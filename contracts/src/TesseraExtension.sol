// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Base} from "./core/Base.sol";
import {Effecting} from "./core/Effecting.sol";
import {Ordering} from "./core/Ordering.sol";
import {Prepaying} from "./core/Prepaying.sol";

/// @title TesseraExtension: the rarer half of `Tessera`
/// @dev One contract can't hold all code, so `Tessera` delegates what it doesn't know to `TesseraListing`, and that to this. Neither keeps
/// anything of its own: their code works on `Tessera`'s storage, by the same `State`. The addresses are fixed; there is no upgrade.
contract TesseraExtension is Ordering, Prepaying, Effecting {
    constructor(address manager, address cases) Base(manager, cases) {}
}
