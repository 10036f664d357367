// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Offer} from "../types/Stored.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IListing} from "../interfaces/IListing.sol";
import {IMeter} from "../interfaces/IMeter.sol";
import {Bucket} from "../types/Earnings.sol";
import {Meter} from "../types/Licences.sol";
import {Base} from "./Base.sol";

/// @title Spending: what every kind of voucher shares
abstract contract Spending is Base {
    using SafeCast for uint256;

    /// @dev Why a voucher can't be settled.
    enum Fault { None, Stale, Overspent, Signature, NotMetered }

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

    /// @dev Adds the price of units to the offer's bucket, which has no hold.
    function _earn(uint256 offerId, uint256 units) internal returns (uint256 amount) {
        Offer memory offer = s.offers[offerId].unpack();
        amount = units * (offer.price / offer.uses);
        Bucket memory bucket = s.buckets[offerId].unpack();
        bucket.current += amount.toUint96();
        s.buckets[offerId] = bucket.pack();
    }

    function _fail(Fault fault, uint256 left) internal pure {
        if (fault == Fault.Stale) revert IMeter.StaleVoucher();
        if (fault == Fault.Overspent) revert IMeter.Overspent(left);
        if (fault == Fault.Signature) revert IListing.BadSignature();
        revert IMeter.NotMetered();
    }
}
