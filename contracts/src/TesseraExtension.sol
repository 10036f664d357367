// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Base} from "./core/Base.sol";
import {Effecting} from "./core/Effecting.sol";
import {Listings} from "./core/Listings.sol";
import {Management} from "./core/Management.sol";
import {Ordering} from "./core/Ordering.sol";
import {Prepaying} from "./core/Prepaying.sol";

/// @title TesseraExtension: the rarer half of `Tessera`
/// @dev `Tessera` delegates to it what it doesn't know itself, for one contract can't hold all. It keeps nothing of its own: its code
/// works on `Tessera`'s storage, so both must be built from the same `State`. The address is fixed; there is no upgrade.
contract TesseraExtension is Listings, Ordering, Prepaying, Effecting, Management {
    constructor(address manager, address cases) Base(manager, cases) {}
}
