// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {State, assetOf} from "../State.sol";
import {Asset, Offer, Payment} from "../types/Stored.sol";
import {IEffects} from "../interfaces/IEffects.sol";
import {IListing} from "../interfaces/IListing.sol";
import {IOrders} from "../interfaces/IOrders.sol";
import {IPrepayment} from "../interfaces/IPrepayment.sol";
import {PERPETUAL} from "../types/Assets.sol";
import {Bucket} from "../types/Earnings.sol";
import {Licence, Meter} from "../types/Licences.sol";
import {Balances} from "./Balances.sol";
import {Holds} from "./Holds.sol";

/// @title Outcomes: what decisions and revocations do to payments, licences and assets
library Outcomes {
    /// @dev See `IEffects.freezePayment`.
    function freezePayment(State storage s, uint256 offerId, address holder, address payer, uint256 amount) internal {
        Payment memory payment = Holds.paymentOf(s, offerId, holder, payer);
        if (amount == 0 || amount > uint256(payment.current) + payment.previous) revert IEffects.NotRefundable();
        Holds.takeOut(s, offerId, holder, payer, amount);
        s.frozen[offerId][holder][payer] += amount;
        Licence memory licence = s.licences[offerId][holder].unpack();
        licence.frozen += 1;
        s.licences[offerId][holder] = licence.pack();
        emit IEffects.PaymentFrozen(offerId, holder, payer, amount);
    }

    /// @dev See `IEffects.settlePayment`.
    function settlePayment(
        State storage s,
        uint256 offerId,
        address holder,
        address payer,
        uint256 amount,
        uint256 refund,
        bool revoke
    ) internal {
        uint256 frozen = s.frozen[offerId][holder][payer];
        if (amount > frozen || refund > amount) revert IEffects.NotRefundable();
        s.frozen[offerId][holder][payer] = frozen - amount;
        Licence memory licence = s.licences[offerId][holder].unpack();
        licence.frozen -= 1;
        s.licences[offerId][holder] = licence.pack();
        address currency = s.currencies[s.offers[offerId].unpack().currency];
        Balances.credit(s, payer, currency, refund);
        uint8 period = s.assets[assetOf(offerId)].unpack().period;
        s.pools[assetOf(offerId) | period][currency] += amount - refund;
        emit IEffects.PaymentSettled(offerId, holder, payer, refund, amount - refund, period);
        if (revoke) _takeTerms(s, offerId, holder, refund);
    }

    /// @dev See `IOrders.refundRevoked`.
    function refundRevoked(State storage s, uint256 offerId, address holder, address payer) internal {
        if (s.revokedAt[assetOf(offerId)] == 0) revert IOrders.NothingToRefund();
        Payment memory payment = Holds.paymentOf(s, offerId, holder, payer);
        uint256 amount = uint256(payment.current) + payment.previous;
        if (amount == 0) revert IOrders.NothingToRefund();
        Holds.takeOut(s, offerId, holder, payer, amount);
        Balances.credit(s, payer, s.currencies[s.offers[offerId].unpack().currency], amount);
        emit IOrders.Refunded(offerId, holder, payer, amount);
        _revoke(s, offerId, holder);
    }

    /// @dev See `IEffects.revokeLicence`.
    function revokeLicence(State storage s, uint256 offerId, address holder) internal {
        if (!_revoke(s, offerId, holder)) revert IEffects.NoSuchLicence();
    }

    /// @dev See `IEffects.restoreLicence`.
    function restoreLicence(State storage s, uint256 offerId, address holder) internal {
        Licence memory licence = s.licences[offerId][holder].unpack();
        if (!licence.revoked) revert IEffects.NoSuchLicence();
        licence.revoked = false;
        s.licences[offerId][holder] = licence.pack();
        Bucket memory bucket = s.buckets[offerId].unpack();
        bucket.supply += 1;
        s.buckets[offerId] = bucket.pack();
        emit IERC1155.TransferSingle(msg.sender, address(0), holder, offerId, 1);
        emit IEffects.LicenceRestored(offerId, holder);
    }

    /// @dev See `IEffects.setVersionPaused`.
    function setVersionPaused(State storage s, uint256 assetId, uint32 version, bool paused) internal {
        Asset memory asset = s.assets[assetId].unpack();
        if (version == 0 || version > asset.versions) revert IListing.UnknownAsset(assetId);
        s.pausedVersions[assetId][version] = paused;
        if (version == asset.versions) asset.latestPaused = paused;
        s.assets[assetId] = asset.pack();
        emit IEffects.VersionPaused(assetId, version, paused);
    }

    /// @dev See `IEffects.freezeAsset`.
    function freezeAsset(State storage s, uint256 assetId, uint32 until) internal {
        if (s.assets[assetId].unpack().closedUntil == PERPETUAL) return;
        _close(s, assetId, until);
        emit IEffects.AssetFrozen(assetId, until);
    }

    /// @dev See `IEffects.revokeAsset`.
    function revokeAsset(State storage s, uint256 assetId) internal {
        if (s.revokedAt[assetId] != 0) return;
        _close(s, assetId, PERPETUAL);
        s.revokedAt[assetId] = block.timestamp;
        emit IEffects.AssetRevoked(assetId);
    }

    /// @dev See `IEffects.restoreAsset`.
    function restoreAsset(State storage s, uint256 assetId) internal {
        _close(s, assetId, 0);
        s.revokedAt[assetId] = 0;
        emit IEffects.AssetRestored(assetId);
    }

    /// @dev See `IPrepayment.takeBack`; the caller has checked that it may be done.
    function takeBack(State storage s, uint256 offerId, address holder) internal {
        _takeBack(s, offerId, holder);
    }

    function _close(State storage s, uint256 assetId, uint32 until) private {
        Asset memory asset = s.assets[assetId].unpack();
        asset.closedUntil = until;
        s.assets[assetId] = asset.pack();
    }

    /// @dev Takes back the terms that a full refund paid for, and the licence where nothing is left of it.
    function _takeTerms(State storage s, uint256 offerId, address holder, uint256 refund) private {
        Offer memory offer = s.offers[offerId].unpack();
        Licence memory licence = s.licences[offerId][holder].unpack();
        if (offer.term != PERPETUAL && offer.price != 0 && licence.expiry != 0 && !licence.revoked) {
            uint256 taken = offer.term * ((refund + offer.price - 1) / offer.price);
            if (licence.expiry > block.timestamp + taken) {
                licence.expiry -= uint32(taken);
                s.licences[offerId][holder] = licence.pack();
                emit IEffects.LicenceShortened(offerId, holder, licence.expiry);
                return;
            }
        }
        _revoke(s, offerId, holder);
    }

    function _revoke(State storage s, uint256 offerId, address holder) private returns (bool) {
        Licence memory licence = s.licences[offerId][holder].unpack();
        if (licence.expiry == 0 || licence.revoked) return false;
        licence.revoked = true;
        s.licences[offerId][holder] = licence.pack();
        Bucket memory bucket = s.buckets[offerId].unpack();
        bucket.supply -= 1;
        s.buckets[offerId] = bucket.pack();
        if (s.offers[offerId].unpack().uses != 0) _takeBack(s, offerId, holder);
        emit IERC1155.TransferSingle(msg.sender, holder, address(0), offerId, 1);
        emit IEffects.LicenceRevoked(offerId, holder);
        return true;
    }

    function _takeBack(State storage s, uint256 offerId, address holder) private {
        Meter memory meter = s.meters[offerId][holder].unpack();
        Offer memory offer = s.offers[offerId].unpack();
        (uint256 own, uint256 given) = (meter.own, meter.given);
        (meter.own, meter.given, meter.noticeAt) = (0, 0, 0);
        s.meters[offerId][holder] = meter.pack();
        address currency = s.currencies[offer.currency];
        uint256 price = offer.price / offer.uses;
        _return(s, offerId, holder, holder, own, own * price, currency);
        _return(s, offerId, holder, s.givers[offerId][holder], given, given * price, currency);
    }

    function _return(
        State storage s,
        uint256 offerId,
        address holder,
        address payer,
        uint256 units,
        uint256 amount,
        address currency
    ) private {
        if (units == 0) return;
        Balances.credit(s, payer, currency, amount);
        emit IPrepayment.TakenBack(offerId, holder, payer, units, amount);
    }
}
