// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {State, assetOf} from "../State.sol";
import {PERPETUAL} from "../types/Assets.sol";
import {Asset, Offer, Payment} from "../types/Stored.sol";
import {Bucket} from "../types/Earnings.sol";
import {Licence} from "../types/Licences.sol";
import {IEarnings} from "../interfaces/IEarnings.sol";

/// @title Holds: money that waits for the end of its hold
/// @dev Time is cut into epochs as long as an offer's hold. A bucket and a payment know the money of an epoch and of the one before; what
/// is older has matured. Both are rolled to the same clock, so that a bucket always covers its payments.
library Holds {
    /// @return Now, or when the asset was revoked: money in its hold at that time never matures.
    function clock(State storage s, uint256 assetId) internal view returns (uint256) {
        return _clock(s, assetId, s.assets[assetId].unpack());
    }

    /// @dev Only an asset that is closed for ever can be a revoked one.
    function _clock(State storage s, uint256 assetId, Asset memory asset) private view returns (uint256) {
        return asset.closedUntil == PERPETUAL ? s.revokedAt[assetId] : block.timestamp;
    }

    /// @return The epoch of a time; 0 where there is no hold.
    function epochAt(uint256 timestamp, uint256 hold) internal pure returns (uint32) {
        return hold == 0 ? 0 : uint32(timestamp / hold);
    }

    /// @dev Brings a bucket to an epoch.
    /// @return matured What has left its hold. Without a hold everything has.
    function roll(Bucket memory bucket, uint32 epoch, uint256 hold) internal pure returns (uint256 matured) {
        if (hold == 0) {
            matured = uint256(bucket.current) + bucket.previous;
            (bucket.current, bucket.previous) = (0, 0);
        } else if (epoch > bucket.epoch) {
            matured = bucket.previous;
            if (epoch - bucket.epoch == 1) {
                bucket.previous = bucket.current;
            } else {
                matured += bucket.current;
                bucket.previous = 0;
            }
            bucket.current = 0;
            bucket.epoch = epoch;
        }
    }

    /// @dev Brings a payment to an epoch, forgetting what has left its hold.
    function roll(Payment memory payment, uint32 epoch) internal pure {
        if (epoch > payment.epoch) {
            payment.previous = epoch - payment.epoch == 1 ? payment.current : 0;
            payment.current = 0;
            payment.epoch = epoch;
        }
    }

    /// @dev Brings a licence's own payments to an epoch.
    function roll(Licence memory licence, uint32 epoch) internal pure {
        if (epoch > licence.epoch) {
            licence.previous = epoch - licence.epoch == 1 ? licence.current : 0;
            licence.current = 0;
            licence.epoch = epoch;
        }
    }

    /// @dev Moves what has matured of an offer into its asset's pool.
    function mature(State storage s, uint256 offerId) internal {
        uint256 assetId = assetOf(offerId);
        Asset memory asset = s.assets[assetId].unpack();
        Offer memory offer = s.offers[offerId].unpack();
        Bucket memory bucket = s.buckets[offerId].unpack();
        uint256 matured = roll(bucket, epochAt(_clock(s, assetId, asset), offer.hold), offer.hold);
        s.buckets[offerId] = bucket.pack();
        if (matured != 0) _pool(s, offerId, asset.period, s.currencies[offer.currency], matured);
    }

    /// @dev Adds matured money of an offer to its asset's current pool.
    function pool(State storage s, uint256 offerId, address currency, uint256 amount) internal {
        if (amount != 0) _pool(s, offerId, s.assets[assetOf(offerId)].unpack().period, currency, amount);
    }

    function _pool(State storage s, uint256 offerId, uint8 period, address currency, uint256 amount) private {
        s.pools[assetOf(offerId) | period][currency] += amount;
        emit IEarnings.Matured(offerId, period, amount);
    }

    /// @return The payments by `payer` for this holder's licence, rolled to now.
    function paymentOf(State storage s, uint256 offerId, address holder, address payer)
        internal
        view
        returns (Payment memory)
    {
        uint256 hold = s.offers[offerId].unpack().hold;
        Payment memory payment;
        if (hold == 0) return payment;
        if (payer == holder) {
            Licence memory licence = s.licences[offerId][holder].unpack();
            payment = Payment(licence.epoch, licence.current, licence.previous);
        } else {
            payment = s.payments[offerId][holder][payer].unpack();
        }
        roll(payment, epochAt(clock(s, assetOf(offerId)), hold));
        return payment;
    }

    /// @dev Takes money of one payment out of its hold, oldest first. The caller has checked that there is as much.
    function takeOut(State storage s, uint256 offerId, address holder, address payer, uint256 amount) internal {
        mature(s, offerId);
        Payment memory payment = paymentOf(s, offerId, holder, payer);
        uint256 older = amount < payment.previous ? amount : payment.previous;
        uint256 newer = amount - older;
        payment.previous -= uint80(older);
        payment.current -= uint80(newer);
        Bucket memory bucket = s.buckets[offerId].unpack();
        bucket.previous -= uint96(older);
        bucket.current -= uint96(newer);
        s.buckets[offerId] = bucket.pack();
        if (payer == holder) {
            Licence memory licence = s.licences[offerId][holder].unpack();
            (licence.epoch, licence.current, licence.previous) = (payment.epoch, payment.current, payment.previous);
            s.licences[offerId][holder] = licence.pack();
        } else {
            s.payments[offerId][holder][payer] = payment.pack();
        }
    }
}
