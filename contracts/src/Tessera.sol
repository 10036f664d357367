// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {Base} from "./core/Base.sol";
import {Earning} from "./core/Earning.sol";
import {Holdings} from "./core/Holdings.sol";
import {Metering} from "./core/Metering.sol";
import {Purchasing} from "./core/Purchasing.sol";
import {Management} from "./core/Management.sol";
import {Settings} from "./types/Settings.sol";

/// @title Tessera
/// @dev Documentation stands in the interfaces; `ITessera` is the whole surface. What is not found here is delegated to
/// `TesseraListing`, whose address is fixed when this is deployed.
contract Tessera is Purchasing, Metering, Earning, Holdings, Management, Proxy {
    address private immutable listing;

    constructor(Settings memory settings, address listing_) Base(settings.manager, settings.cases) {
        listing = listing_;
        _set(settings);
    }

    /// @dev Coin comes with a purchase or not at all.
    receive() external payable {
        revert CoinNotAccepted();
    }

    function _implementation() internal view override returns (address) {
        return listing;
    }
}
