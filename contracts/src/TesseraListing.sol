// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {Base} from "./core/Base.sol";
import {Listings} from "./core/Listings.sol";

/// @title TesseraListing: the part of `Tessera` that lists
/// @dev See `TesseraExtension`. What is not found here is delegated to that.
contract TesseraListing is Listings, Proxy {
    address private immutable extension;

    constructor(address manager, address cases, address extension_) Base(manager, cases) {
        extension = extension_;
    }

    receive() external payable {
        revert();
    }

    function _implementation() internal view override returns (address) {
        return extension;
    }
}
