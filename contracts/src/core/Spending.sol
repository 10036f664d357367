// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Asset, Offer, assetOf as assetOfOffer} from "../State.sol";
import {IListing} from "../interfaces/IListing.sol";
import {IMeter} from "../interfaces/IMeter.sol";
import {IPurchases} from "../interfaces/IPurchases.sol";
import {Meter} from "../types/Licences.sol";
import {Base} from "./Base.sol";

/// @title Spending: what every kind of voucher shares
abstract contract Spending is Base {
    /// @dev Why a voucher can't be settled.
    enum Fault { None, Stale, Overspent, Signature, NotMetered, Closed }

    /// @dev Takes `total - spent` units out of the meter in memory, given ones first.
    function _spend(Meter memory meter, uint256 spent, uint256 total) internal pure returns (Fault, uint256 left) {
        if (total <= spent) return (Fault.Stale, 0);
        uint256 units = total - spent;
        left = uint256(meter.given) + meter.own;
        if (units > left) return (Fault.Overspent, left);
        uint256 given = units < meter.given ? units : meter.given;
        meter.given -= uint32(given);
        meter.own -= uint32(units - given);
        return (Fault.None, left);
    }

    /// @dev Adds the price of units to the asset's income.
    function _earn(uint256 offerId, uint256 units) internal returns (Fault, uint256 amount) {
        Offer memory offer = s.offers[offerId];
        uint256 assetId = assetOfOffer(offerId);
        Asset memory asset = s.assets[assetId];
        if (asset.closedUntil > block.timestamp) return (Fault.Closed, 0);
        amount = units * (offer.price / offer.uses);
        address currency = offer.currency == 0 ? address(0) : s.currencies[offer.currency];
        s.pools[assetId | asset.period][currency] += amount;
        return (Fault.None, amount);
    }

    function _fail(Fault fault, uint256 left) internal pure {
        if (fault == Fault.Stale) revert IMeter.StaleVoucher();
        if (fault == Fault.Overspent) revert IMeter.Overspent(left);
        if (fault == Fault.Signature) revert IListing.BadSignature();
        if (fault == Fault.Closed) revert IPurchases.Closed();
        revert IMeter.NotMetered();
    }
}
